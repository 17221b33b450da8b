"""The words that stand on value stream drawings around the world: figures, units, who stands at the ends, states."""

from __future__ import annotations

import re
import unicodedata

PT, CYCLE, LT, WAIT, CA, PEOPLE, CREW, AVAILABILITY, BATCH, QUANTITY, OWNER, PERFORMER, OTHER = (
    "process_time", "cycle", "lead_time", "wait", "ca", "people", "crew", "availability", "batch", "quantity",
    "owner", "performer", "other",
)  # fmt: skip

# OTHER are figures of a data box that a step has no field for: they are kept as notes.
_LABELS = {
    CYCLE: (
        "c/t|ct|c.t.|cycle time|cycletime|zykluszeit|zz|temps de cycle|tps de cycle|tc|t.c.|t/c|tiempo de "
        "ciclo|"
        "tiempo ciclo|tempo de ciclo|tempo di ciclo|tempo ciclo|cyclustijd|czas cyklu|cykeltid|syklustid|"
        "jaksoaika|время цикла|"
        "çevrim süresi|周期时间|循环时间|週期時間|サイクルタイム|사이클 타임|사이클타임|thời gian chu kỳ|"
        "ciklusidő|doba cyklu|čas cyklu"
    ),
    PT: (
        "p/t|pt|process time|processing time|proc time|touch time|work time|working time|va time|value added time|"
        "value adding time|active time|bearbeitungszeit|bz|prozesszeit|temps de traitement|temps de travail|"
        "temps opératoire|to|"
        "tiempo de proceso|tiempo de procesamiento|tiempo de procesado|t/p|tp|tempo de processamento|tempo de "
        "processo|"
        "tempo di lavorazione|tempo di processo|bewerkingstijd|verwerkingstijd|procestijd|czas przetwarzania|"
        "processtid|"
        "время обработки|işlem süresi|加工时间|处理时间|作业时间|處理時間|加工時間|処理時間|作業時間|正味時間|"
        "처리 시간|작업 시간|thời gian xử lý"
    ),
    LT: (
        "l/t|lt|lead time|leadtime|lead-time|throughput time|elapsed time|turnaround time|durchlaufzeit|dlz|délai|"
        "temps de traversée|temps d'exécution|temps d'écoulement|délai d'exécution|plazo|plazo de entrega|"
        "tiempo de entrega|"
        "tiempo de espera total|tiempo total|tempo de atravessamento|tempo de entrega|tempo di attraversamento|"
        "doorlooptijd|"
        "czas realizacji|czas przejścia|ledtid|läpimenoaika|время выполнения|время протекания|teslim süresi|"
        "前置时间|提前期|交付周期|"
        "交期|前置時間|リードタイム|リード・タイム|리드 타임|리드타임|thời gian thực hiện"
    ),
    WAIT: (
        "wait|wt|w/t|wait time|waiting time|waiting|queue time|idle time|delay|liegezeit|lz|wartezeit|wz|"
        "attente|temps d'attente|"
        "espera|tiempo de espera|t/e|tempo de espera|attesa|tempo di attesa|wachttijd|ligtijd|czas oczekiwania|"
        "väntetid|"
        "odotusaika|время ожидания|bekleme süresi|等待时间|等候时间|等待時間|停滞时间|待ち時間|滞留時間|"
        "停滞時間|대기 시간|대기시간|thời gian chờ"
    ),
    CA: (
        "%c&a|c&a|%ca|%c/a|c/a|%c & a|c & a|% c&a|complete and accurate|%complete and accurate|% complete and "
        "accurate|"
        "complete & accurate|first pass yield|fpy|first time right|ftr|richtig und vollständig|erstausbeute|"
        "complet et exact|completo y exacto|completo e accurato|completo e correto|直通率|一次合格率|直行率|"
        "完全正確率"
    ),
    PEOPLE: (
        "people|operators|operator|operator(s)|ops|op|opr|staff|fte|headcount|hc|# operators|# of operators|no. "
        "of operators|"
        "number of operators|number of people|# people|mitarbeiter|ma|anzahl ma|personal|bediener|opérateurs|"
        "opérateur|op.|"
        "nb opérateurs|personnes|effectif|operarios|operario|operadores|operador|personas|trabajadores|n° de "
        "operadores|"
        "no. de operadores|pessoas|operatori|operatore|persone|addetti|operatoren|medewerkers|personen|"
        "operatorzy|operatörer|"
        "операторы|операторов|人数|操作员|操作人数|人员|作业人数|人數|作業者|作業者数|人員|作業員|작업자|인원|"
        "nhân viên|số người|công nhân"
    ),
    CREW: "crew|at once",
    AVAILABILITY: (
        "uptime|up time|u/t|disp|disp.|availability|avail|avail.|available|oee|verfügbarkeit|vfg|anlagenverfügbarkeit|"
        "disponibilité|dispo|"
        "td|fiabilité|disponibilidad|disponibilidade|disponibilità|beschikbaarheid|dostępność|tillgänglighet|"
        "доступность|"
        "kullanılabilirlik|可用率|开动率|稼动率|稼働率|可動率|가동률|가동율"
    ),
    BATCH: (
        "batch|batch size|lot|lot size|losgröße|losgrösse|los|lg|taille de lot|taille lot|lote|tamaño de lote|"
        "tamaño lote|"
        "tamanho do lote|tamanho de lote|lotto|dimensione lotto|batchgrootte|seriegrootte|wielkość partii|"
        "batchstorlek|"
        "размер партии|批量|批次|批次大小|ロット|ロットサイズ|배치 크기"
    ),
    QUANTITY: (
        "i|inv|inv.|inventory|wip|stock|qty|quantity|bestand|lagerbestand|bestände|stocks|en-cours|encours|"
        "inventario|"
        "existencias|estoque|scorta|scorte|giacenza|voorraad|zapas|lager|запас|stok|库存|在制品|庫存|在庫|仕掛|"
        "仕掛品|재고|tồn kho"
    ),
    OWNER: (
        "owner|accountable|process owner|verantwortlich|verantwortlicher|responsable|responsável|responsabile|"
        "verantwoordelijk|verantwoordelijke|właściciel|ansvarig|ответственный|负责人|責任者|担当責任者"
    ),
    PERFORMER: (
        "performer|role|team|department|dept|function|done by|actor|abteilung|rolle|ausführend|service|équipe|rôle|"
        "departamento|área|equipo|rol|equipe|setor|reparto|ruolo|afdeling|dział|avdelning|отдел|部门|部門|担当|"
        "担当部署"
    ),
    OTHER: (
        "c/o|co|c.o.|changeover|change over|changeover time|change-over|setup|set-up|setup time|set up time|"
        "rüstzeit|rz|rüsten|"
        "changement de série|changement|tcs|cambio|tiempo de cambio|cambio de referencia|tiempo de preparación|troca|"
        "tempo de troca|tempo de setup|setup|attrezzaggio|omsteltijd|przezbrojenie|ställtid|переналадка|"
        "换型时间|切换时间|换线时间|段取り|"
        "段取り時間|段取時間|준비 교체|shift|shifts|schicht|schichten|anzahl schichten|équipes|nb équipes|"
        "turnos|turno|turni|ploegen|班次|"
        "シフト|直|takt|takt time|taktzeit|kundentakt|takt-time|scrap|scrap rate|ausschuss|rebut|rebuts|scarto|"
        "desperdicio|defects|"
        "defect rate|不良率|废品率|rework|nacharbeit|epe|epei|va|nva|bva|pce|pitch|capacity|kapazität|demand|"
        "bedarf|lat|avail time|tr|t/r|tempo de troca|tva|tav|tempo de valor agregado|tempo de agregação de valor|"
        "available time|arbeitszeit|distance|distancia|变异|yield"
    ),
}  # fmt: skip


def plain(word: str) -> str:
    """A word for comparing: case, width and needless spaces do not count."""
    return " ".join(unicodedata.normalize("NFKC", word).casefold().split())


LABELS = {plain(word): kind for kind, words in _LABELS.items() for word in words.split("|")}
LABELS |= {key.replace(" ", ""): kind for key, kind in LABELS.items() if not key.isascii()}

_UNITS = {
    "s": "s sec secs sec. second seconds sek sek. sekunde sekunden seg seg. segundo segundos secondi secondo "
    "seconde secondes "
    "seconden sekund сек с 秒 秒钟 초 giây сек. sn",
    "min": "m min mins min. minute minutes minuten minuto minutos minuti minuut minut минут мин мин. 分 分钟 "
    "分鐘 分間 분 phút dk "
    "' mn",
    "h": "h hr hrs hr. hrs. hour hours std std. stunde stunden heure heures hora horas ora ore uur uren godz "
    "godziny timmar ч ч. час "
    "часа часов 小时 小時 时 時間 시간 giờ saat",
    "d": "d day days d. tag tage tagen tg jour jours j día dia días dias giorno giorni gg dag dagen dagar dni "
    "dzień день дня дней "
    "дн дн. 天 日 日間 일 ngày gün workday workdays working-day working-days arbeitstag arbeitstage at",
    "wk": "w wk wks week weeks wo wo. woche wochen semaine semaines sem sem. semana semanas settimana settimane "
    "weken vecka "
    "veckor tydzień tygodnie недель недели 周 週 週間 星期 주 tuần hafta",
    "mo": "mo mos month months monat monate monaten mois mes meses mês mese mesi maand maanden miesiąc месяц "
    "месяцев 月 个月 ヶ月 か月 "
    "개월 tháng ay",
}  # fmt: skip
UNITS = {plain(word): unit for unit, words in _UNITS.items() for word in words.split()}
_PIECES = (
    "pcs pc pcs. pc. pieces piece parts part units unit items item ea stk stk. stück st st. teile pièces pièce pces p "
    "piezas pieza pzas pzs uds ud unidades unidad peças peça pç pçs unid pezzi pezzo pz stuks stuk sztuk szt szt. "
    "шт шт. штук 件 个 個 台 枚 本 개 cái chiếc tickets cases requests orders invoices jobs adet"
)
PIECES = frozenset(plain(word) for word in _PIECES.split())

CUSTOMER = re.compile(
    r"customer|client|kunde|klant|cliente|klient|kund|покупател|клиент|заказчик|müşteri|客户|顾客|客戶|顧客|"
    r"お客様|고객|khách hàng|consumer|"
    r"patient|citizen|bürger|user\b|guest|utilisateur|usuario|usuário|utente",
    re.IGNORECASE,
)
SUPPLIER = re.compile(
    r"supplier|vendor|lieferant|zulieferer|fournisseur|proveedor|fornecedor|fornitore|leverancier|dostawc|"
    r"leverantör|поставщик|"
    r"tedarikçi|供应商|供應商|供货商|仕入先|サプライヤ|協力会社|공급|nhà cung cấp|raw material",
    re.IGNORECASE,
)
START = re.compile(
    r"\W*(start|begin\w*|anfang|beginn|début|debut|départ|inicio|início|comienzo|inizio|aanvang|rozpoczęcie|"
    r"początek|börja|alku|начало|"
    r"старт|başla\w*|开始|開始|スタート|시작|bắt đầu|trigger)\W*",
    re.IGNORECASE,
)
END = re.compile(
    r"\W*(end|ende|finish\w*|stop|done|fin|final|fim|fine|einde|koniec|slut|loppu|конец|завершение|bitiş|son|"
    r"结束|結束|終了|終わり|完了|"
    r"종료|끝|kết thúc)\W*",
    re.IGNORECASE,
)
FUTURE = re.compile(
    r"\b(future|to[ -]?be|target|soll\w*|zukunft|zukünftig|futur\w*|cible|ideal|doel|docelow\w*|önskat)\b|未来|"
    r"将来|目标|あるべき|미래|tương lai|"
    r"будущ",
    re.IGNORECASE,
)
CURRENT = re.compile(
    r"\b(current|as[ -]?is|ist\b|ist-\w*|aktuell\w*|actual|atual|attuale|actuel\w*|huidig\w*|obecn\w*|nuläge)|"
    r"现状|当前|現状|現在|현재|"
    r"hiện tại|текущ",
    re.IGNORECASE,
)
DEMAND = re.compile(
    r"(?:demand|bedarf|nachfrage|demande|besoin|demanda|domanda|vraag|zapotrzebowanie|efterfrågan|спрос|需求|需要)\D{0,30}?"
    r"(\d[\d.,' ]*)\s*[^\d/]{0,20}?\s*(?:/|per|pro|par|por|al|a)\s*([^\W\d]+)",
    re.IGNORECASE,
)
BLANK_PAGE = re.compile(
    r"(page|seite|página|pagina|strona|sida|side|sivu|страница|sayfa|trang|ページ|페이지|"
    r"第)?\s*[-–]?\s*\d*\s*(页|頁|ページ)?",
    re.IGNORECASE,
)
