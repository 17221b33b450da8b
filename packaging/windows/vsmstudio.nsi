; The installer for Windows: for the user who runs it, without an administrator. `installer.py` compiles it.
; /S installs and removes without a word; /D=FOLDER, as the last, installs elsewhere.
; Defined outside: VERSION, BUNDLE (the folder to install), ICONS (with both .ico), OUTPUT.

Unicode true
Target amd64-unicode
!include "MUI2.nsh"
!include "FileFunc.nsh"

!define NAME "VSM Studio"
!define PROGRAM "VSM Studio.exe"
!define KIND "VSMStudio.map"
!define CLASSES "Software\Classes"
!define PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths\vsmstudio.exe"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\VSMStudio"

Name "${NAME}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\VSM Studio"
InstallDirRegKey HKCU "${ENTRY}" "InstallLocation"
RequestExecutionLevel user
SetCompressor /SOLID lzma
ManifestDPIAware true
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "FileDescription" "${NAME} installer"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "Apache License 2.0"

!define MUI_ICON "${ICONS}/vsmstudio.ico"
!define MUI_UNICON "${ICONS}/vsmstudio.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; A program that runs keeps its file open: that file cannot be opened to be written. Nothing is ended by force, as a map
; in it may not be saved.
!macro AskToClose un
Function ${un}AskToClose
  again:
  IfFileExists "$INSTDIR\${PROGRAM}" 0 closed
  ClearErrors
  FileOpen $0 "$INSTDIR\${PROGRAM}" a
  IfErrors busy
  FileClose $0
  ClearErrors
  FileOpen $0 "$INSTDIR\vsmstudio.exe" a
  IfErrors busy
  FileClose $0
  Goto closed
  busy:
  ; Silently there is nobody to ask: leave all as it is and give 2.
  MessageBox MB_RETRYCANCEL|MB_ICONINFORMATION "${NAME} is running. Save your work and close it, then choose Retry." /SD IDCANCEL IDRETRY again
  SetErrorLevel 2
  Quit
  closed:
FunctionEnd
!macroend
!insertmacro AskToClose ""
!insertmacro AskToClose "un."

; Remove what this installer put into its folder, and only that: the list of files is made when it is compiled.
!macro RemoveFiles
  !include "${LISTED}"
!macroend

Section
  Call AskToClose
  ; Files of an older version go first: that version's own list knows them.
  IfFileExists "$INSTDIR\uninstall.exe" 0 fresh
  ExecWait '"$INSTDIR\uninstall.exe" /S /KEEP _?=$INSTDIR' $0
  StrCmp $0 "0" fresh
  SetErrorLevel 2
  Abort "The older version could not be removed. Close ${NAME} and try again."
  fresh:
  SetOutPath "$INSTDIR"
  File /r "${BUNDLE}/*.*"
  File "${ICONS}/vsmstudio-file.ico"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"

  WriteRegStr HKCU "${CLASSES}\.vsm\OpenWithProgids" "${KIND}" ""
  ReadRegStr $0 HKCU "${CLASSES}\.vsm" ""
  StrCmp $0 "${KIND}" +2
  WriteRegStr HKCU "${CLASSES}\${KIND}" "Before" "$0"
  WriteRegStr HKCU "${CLASSES}\.vsm" "" "${KIND}"
  WriteRegStr HKCU "${CLASSES}\.vsm" "Content Type" "application/x-vsmstudio"
  WriteRegStr HKCU "${CLASSES}\${KIND}" "" "Value stream map"
  WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\vsmstudio-file.ico"
  WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  WriteRegStr HKCU "${PATHS}" "" "$INSTDIR\vsmstudio.exe"
  WriteRegStr HKCU "${PATHS}" "Path" "$INSTDIR"

  WriteRegStr HKCU "${ENTRY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${ENTRY}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
  WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${ENTRY}" "EstimatedSize" $0
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

; Settings, recovery journals and earlier versions are the user's, in $LOCALAPPDATA\vsmstudio: they stay.
Section "Uninstall"
  Call un.AskToClose
  !insertmacro RemoveFiles
  Delete "$INSTDIR\vsmstudio-file.ico"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/KEEP" $2
  IfErrors 0 kept
  Delete "$SMPROGRAMS\${NAME}.lnk"
  ReadRegStr $0 HKCU "${CLASSES}\.vsm" ""
  StrCmp $0 "${KIND}" 0 others
  ReadRegStr $1 HKCU "${CLASSES}\${KIND}" "Before"
  StrCmp $1 "" 0 before
  DeleteRegValue HKCU "${CLASSES}\.vsm" ""
  Goto content
  before:
  WriteRegStr HKCU "${CLASSES}\.vsm" "" "$1"
  content:
  DeleteRegValue HKCU "${CLASSES}\.vsm" "Content Type"
  others:
  DeleteRegValue HKCU "${CLASSES}\.vsm\OpenWithProgids" "${KIND}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.vsm\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.vsm"
  DeleteRegKey HKCU "${CLASSES}\${KIND}"
  DeleteRegKey HKCU "${PATHS}"
  DeleteRegKey HKCU "${ENTRY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  kept:
SectionEnd
