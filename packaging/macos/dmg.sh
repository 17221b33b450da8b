#!/bin/sh
# Make a disk image of the bundle for macOS, signed and notarised where there is a certificate. To be run on a Mac.
# Nothing of this has been tried: it is the recipe as Apple describes it.
#
#     packaging/macos/dmg.sh BUNDLE
#
# BUNDLE is the folder with "VSM Studio.app" that packaging/bundle/build.py made. To sign, set
#     VSMSTUDIO_IDENTITY   the certificate, such as "Developer ID Application: NAME (TEAM)"
#     VSMSTUDIO_NOTARY     the profile made by: xcrun notarytool store-credentials
# Without them the image is not signed: who opens it first allows it under System Settings > Privacy & Security.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
bundle=${1:?the folder with VSM Studio.app}
app="$bundle/VSM Studio.app"
[ -d "$app" ] || { echo "dmg.sh: there is no VSM Studio.app in $bundle" >&2; exit 2; }

version=$(/usr/libexec/PlistBuddy -c "Print CFBundleShortVersionString" "$app/Contents/Info.plist")
image="$(dirname "$bundle")/vsmstudio-$version-macos-$(uname -m).dmg"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

plutil -lint "$app/Contents/Info.plist"
cp -R "$app" "$work/"
cp "$bundle/NOTICE.txt" "$work/"
ln -s /Applications "$work/Applications"

if [ -n "${VSMSTUDIO_IDENTITY:-}" ]; then
    # The libraries inside first, the application last: each signature covers what it holds.
    find "$work/VSM Studio.app/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -exec \
        codesign --force --timestamp --options runtime --sign "$VSMSTUDIO_IDENTITY" {} +
    find "$work/VSM Studio.app/Contents/Frameworks" -type d -name '*.framework' -exec \
        codesign --force --timestamp --options runtime --sign "$VSMSTUDIO_IDENTITY" {} \;
    codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" \
        --sign "$VSMSTUDIO_IDENTITY" "$work/VSM Studio.app"
    codesign --verify --deep --strict --verbose=2 "$work/VSM Studio.app"
fi

hdiutil create -volname "VSM Studio" -srcfolder "$work" -fs HFS+ -format UDZO -ov "$image"

if [ -n "${VSMSTUDIO_IDENTITY:-}" ]; then
    codesign --timestamp --sign "$VSMSTUDIO_IDENTITY" "$image"
    if [ -n "${VSMSTUDIO_NOTARY:-}" ]; then
        xcrun notarytool submit "$image" --keychain-profile "$VSMSTUDIO_NOTARY" --wait
        xcrun stapler staple "$image"
        spctl --assess --type open --context context:primary-signature --verbose "$image"
    fi
fi
echo "$image"
