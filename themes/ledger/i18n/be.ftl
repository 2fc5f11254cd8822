### Словы тэмы `ledger` па-беларуску, афіцыйны правапіс (2008). Чаго няма тут, тое бярэцца з en.ftl.
### Юрыдычныя тэрміны — паводле зацверджанага слоўніка дасье; сцвярджэнне — ніякі род, таму і статусы ніякага роду.

## Вакол кожнай старонкі

skip-to-text = Перайсці да зместу
menu = Галоўнае меню
languages = Мовы
language-name = беларуская
breadcrumbs = Вы тут
home = Галоўная
contents = На гэтай старонцы
feed = Стужка
not-translated = Гэты тэкст яшчэ не перакладзены. Ён паказаны на мове, на якой напісаны.
passage-behind = Арыгінал гэтага фрагмента змяніўся пасля перакладу.
passage-behind-on = Арыгінал гэтага фрагмента змяніўся пасля перакладу (апошняя змена: { $date }).
translation-behind = Арыгінал змяніўся пасля гэтага перакладу.
translation-behind-on = Арыгінал змяніўся пасля гэтага перакладу (апошняя змена: { $date }).
read-original = Чытаць арыгінал
as-of = Па стане на { $date }. Факты з пазнейшымі датамі не паказаныя; загалоўкі і тэксты напісаныя пазней і могуць іх згадваць.
footer-quiet = Гэтыя старонкі нічога не бяруць з чужых сайтаў: ні шрыфтоў, ні лічыльнікаў, ні скрыптоў. Яны не ставяць cookie.
footer-advice = Гэта не юрыдычная кансультацыя.
licence = Ліцэнзія
contact = Сувязь
generator = Зроблена праграмай { $name }

## Запіс

facts = Галоўнае
key-points = Коратка
sources = На чым грунтуецца старонка
source-document = дакумент
source-archive = архіўная копія
source-places = у тэксце:
source-in = { $language ->
    [be] па-беларуску
    [ru] па-руску
    [en] па-англійску
    [uk] па-ўкраінску
    [pl] па-польску
    [lt] па-літоўску
    [de] па-нямецку
    [fr] па-французску
   *[other] мова: { $language }
 }
related = Глядзіце таксама
backlinks = Спасылкі сюды
tagged = Меткі
corrections = Выпраўленні
reading-time = { $n ->
    [one] { $n } хвіліна чытання
    [few] { $n } хвіліны чытання
    [many] { $n } хвілін чытання
   *[other] { $n } хвіліны чытання
 }
neighbours = Папярэдняе і наступнае
previous = Папярэдняе
next = Наступнае
credit = Выява: { $name }
card-blank = Разгорнутая ўліковая кніга, пустая

## Спісы

entries-count = { $n ->
    [one] { $n } запіс
    [few] { $n } запісы
    [many] { $n } запісаў
   *[other] { $n } запісу
 }
pages = Старонкі
page-number = Старонка { $n }
explainers = Тлумачэнні
claims = Сцвярджэнні
newest = Новае і змененае
page-tags = Меткі
tags-about = Усе меткі гэтага дасье і колькасць запісаў пад кожнай.
tag = Метка
page-glossary = Гласарый
glossary-about = Словы і скарачэнні гэтага дасье.
letters = Літары
also-called = таксама: { $names }
page-corrections = Выпраўленні
corrections-about = Што было няправільна і што напісана цяпер; спачатку новыя.
corrections-none = Пакуль нічога не давялося выпраўляць.
not-found-title = Такой старонкі няма
not-found-about = Магчыма, у адрасе памылка або старонку перанеслі. Адсюль можна пайсці далей:
redirect = Старонку перанеслі
redirect-about = Цяпер яна тут:

# Where something was withdrawn for good.
withdrawn = Адклікана
withdrawn-about = Тое, што было па гэтым адрасе, адклікана назаўсёды.
withdrawn-on = Адклікана:

## Сам тэкст

footnotes = Заўвагі
footnote-back = Назад да тэксту
alert-note = Заўвага
alert-tip = Парада
alert-important = Важна
alert-warning = Увага
alert-caution = Асцярожна
embed-from = З запісу «{ $title }»

## Карта сувязяў

page-map = Карта сувязяў
map-about = Хто і што ў гэтым дасье звязана паміж сабой. Лінія — гэта сувязь, якую называе запіс: хто сцвярджае, хто вырашыў, на чым гэта трымаецца ў праве.
map-shown = { $n ->
    [one] На карце { $n } запіс.
    [few] На карце { $n } запісы.
   *[other] На карце { $n } запісаў.
 }
map-alone = { $n ->
    [one] Без такіх сувязяў і таму не паказаны { $n } запіс.
    [few] Без такіх сувязяў і таму не паказаны { $n } запісы.
   *[other] Без такіх сувязяў і таму не паказана { $n } запісаў.
 }
map-cut = { $n ->
    [one] Не змясціўся { $n } запіс з меншай колькасцю сувязяў.
    [few] Не змясціліся { $n } запісы з меншай колькасцю сувязяў.
   *[other] Не змясцілася { $n } запісаў з меншай колькасцю сувязяў.
 }
map-skip = Тое самае словамі
map-signs = Знакі
map-picture = Малюнак сувязяў
map-desc = Кожны знак з назвай — спасылка. Суцэльныя лініі — сувязі, перарывістыя значаць «гл. таксама». Тое самае ніжэй словамі.
map-in-words = Словамі
map-words-about = Пад кожным запісам — тое, на што ён паказвае. Тое, што паказвае на яго, стаіць пры адпаведных запісах і на яго ўласнай старонцы.
map-around = Вакол гэтага запісу
map-around-desc = Кожная назва — спасылка. Суцэльныя лініі — сувязі, пункцірныя вядуць да крыніц, перарывістыя — спасылкі ў тэксце. Тое самае ніжэй словамі.
map-more = { $n ->
    [one] і яшчэ { $n } запіс спасылаецца сюды
    [few] і яшчэ { $n } запісы спасылаюцца сюды
   *[other] і яшчэ { $n } запісаў спасылаюцца сюды
 }
map-speaks-of = Згадвае
map-cites = Цытуе

## Віды: адзін і некалькі

kind-explainer = Тлумачэнне
kind-event = Падзея
kind-actor = Дзейная асоба
kind-claim = Сцвярджэнне
kind-designation = Рашэнне аб прызнанні
kind-instrument = Від прызнання
kind-provision = Норма закона
kind-effect = Прававое наступства
kind-case = Справа
kind-question = Пытанне
kind-source = Крыніца
kind-term = Тэрмін
kind-page = Старонка
kinds-explainer = Тлумачэнні
kinds-event = Падзеі
kinds-actor = Хто ёсць хто
kinds-claim = Сцвярджэнні
kinds-designation = Рашэнні аб прызнанні
kinds-instrument = Віды прызнання
kinds-provision = Нормы закона
kinds-effect = Прававыя наступствы
kinds-case = Справы
kinds-question = Пытанні
kinds-source = Крыніцы
kinds-term = Тэрміны
kinds-page = Старонкі

## Віды: што сказана на іх старонцы

about-explainer = Вялікія тэксты, кожны адказвае на адно пытанне.
about-event = Што і калі адбылося.
about-actor = Людзі, групы, дзяржаўныя органы і выданні, якія тут дзейнічаюць або гавораць.
about-claim = Словы, якія могуць быць праўдай або не: хто іх кажа, хто адказаў і які ў іх статус.
about-designation = Рашэнні, якія даюць камусьці або чамусьці назву з юрыдычнай сілай.
about-instrument = Віды прызнання, якія ведае закон.
about-provision = Артыкулы законаў у тым выглядзе, у якім яны дзейнічалі.
about-effect = Што вынікае з прызнання, для каго і за што.
about-case = Дакументаваныя выпадкі прымянення закона. Прыватныя асобы не названыя.
about-question = Адкрытыя пытанні і пытанні, на якія адказваюць па-рознаму.
about-source = Дакументы, на якіх грунтуецца гэта дасье.
about-term = Словы і скарачэнні.
about-page = Пра гэта дасье.

## Палі

field-about = Пра што
field-accessed = Прачытана
field-accounts = Версіі
field-aliases = Іншыя назвы
field-also = Таксама
field-amended = Зменена
field-archive_url = Архіўная копія
field-article = Артыкул
field-author = Аўтар
field-by = Хто
field-claimed_by = Хто сцвярджае
field-conduct = Што робіць чалавек
field-consequence = Што можа быць
field-corrections = Выпраўленні
field-date = Дата
field-effect = Наступства
field-expansion = Расшыфроўка
field-history = Як мяняўся статус
field-in_force = Дзейнічае
field-instrument = Від прызнання
field-involves = Удзельнікі
field-issued_by = Хто прымае
field-jurisdiction = Юрысдыкцыя
field-key_points = Коратка
field-language = Мова
field-max = Не больш за
field-min = Не менш за
field-names = Назвы
field-note = Заўвага
field-number = Нумар
field-official_title = Афіцыйная назва
field-outcome = Вынік
field-part_of = Частка чаго
field-place = Месца
field-published = Апублікавана
field-publisher = Выдавец
field-question = Пытанне
field-register = Рэестр
field-related = Глядзіце таксама
field-reliability = Надзейнасць
field-responses = Хто адказаў
field-verdict = Вынік праверкі
field-finding = Вынік
field-review_by = Праверыць да
field-reviewed = Праверана рэдакцыяй
field-role = Роля
field-says = Што кажа
field-sources = Крыніцы
field-stance = Адказ
field-standing = Статус
field-statement = Што сцвярджаецца
field-status = Стан
field-subject = Каго або што прызналі
field-summary = Коратка
field-tags = Меткі
field-text = Словамі
field-triggered_by = З чаго вынікае
field-type = Від
field-under = Паводле чаго
field-unit = Адзінка
field-updated = Абноўлена
field-url = Адрас
field-who = Каго датычыць

## Чым запіс ёсць для тых, хто на яго спасылаецца

inverse-mention = Згадваецца ў
inverse-cited = Цытуецца ў
inverse-sources = Што на гэтым грунтуецца
inverse-related = Звязанае
inverse-explainer-about = Тлумачэнні пра гэта
inverse-event-involves = Падзеі
inverse-actor-part_of = Часткі
inverse-claim-claimed_by = Сцвярджэнні гэтага аўтара
inverse-claim-about = Сцвярджэнні пра гэта
inverse-claim-history-by = Сцвярджэнні, пра якія выказваліся
inverse-claim-history-sources = Сцвярджэнні, статус якіх на гэтым грунтуецца
inverse-claim-responses-by = Адказы на сцвярджэнні
inverse-claim-responses-sources = Сцвярджэнні, на якія тут адказана
inverse-claim-verdict-by = Сцвярджэнні, якія правераны
inverse-claim-verdict-sources = Сцвярджэнні, вынік праверкі якіх на гэтым грунтуецца
inverse-designation-subject = Рашэнні аб прызнанні
inverse-designation-instrument = Рашэнні гэтага віду
inverse-designation-by = Прынятыя рашэнні
inverse-designation-under = Рашэнні паводле гэтай нормы
inverse-instrument-issued_by = Віды прызнання, якія прымае гэты орган
inverse-instrument-under = Віды прызнання паводле гэтай нормы
inverse-effect-triggered_by = Прававыя наступствы
inverse-effect-under = Наступствы паводле гэтай нормы
inverse-case-effect = Дакументаваныя справы
inverse-question-accounts-by = Версіі ад гэтага аўтара
inverse-question-accounts-sources = Версіі, якія на гэтым грунтуюцца
inverse-source-publisher = Апублікавана тут

## Словы слоўніка

# Статус сцвярджэння
word-claimed = сцвярджаецца
word-partly-confirmed = пацверджана часткова
word-confirmed = пацверджана
word-disputed = аспрэчваецца
word-denied = адмаўляецца
word-retracted = адклікана

# Адказ на сцвярджэнне
word-confirms = пацвярджае
word-confirms-in-part = пацвярджае часткова
word-denies = адмаўляе
word-declines = ад каментарыяў адмаўляецца
word-silent = адказу няма
word-ambiguous = неадназначна
word-correct = слушна
word-mostly-correct = у асноўным слушна
word-mixed = часткова слушна, часткова не
word-mostly-incorrect = у асноўным няслушна
word-incorrect = няслушна
word-unproven = не даказана

# Віды дзейных асоб
word-person = асоба
word-group = група
word-organisation = арганізацыя
word-state-body = дзяржаўны орган
word-court = суд
word-outlet = выданне
word-channel = канал
word-company = кампанія

# Каго датычыць наступства
word-member = удзельнік
word-leader = кіраўнік
word-supporter = прыхільнік
word-donor = ахвяравальнік
word-reader = чытач
word-subscriber = падпісчык
word-republisher = хто распаўсюджвае
word-contributor = хто перадае інфармацыю
word-person-abroad = чалавек за мяжой
word-anyone = любы чалавек

# Наступствы
word-administrative = адміністрацыйная адказнасць
word-criminal = крымінальная адказнасць
word-either = адміністрацыйная або крымінальная адказнасць
word-unclear = няясна
word-none = нічога не знойдзена, але гэта не значыць «бяспечна»
word-base-units = базавых велічынь
word-days = дзён
word-months = месяцаў
word-years = гадоў
word-byn = рублёў

# Стан пытання
word-open = адкрытае
word-settled = вырашанае

# Віды дакументаў
word-article = артыкул
word-web = вэб-старонка
word-report = справаздача
word-legislation = нарматыўны акт
word-case = судовае рашэнне
word-book = кніга
word-chapter = раздзел
word-video = відэа
word-audio = аўдыя
word-post = допіс
word-newspaper = газета
word-periodical = перыядычнае выданне
word-thesis = дысертацыя
word-conference = даклад на канферэнцыі
word-manuscript = рукапіс
word-reference = даведнік
word-blog = блог
word-interview = інтэрв’ю
word-anthology = зборнік
word-anthos = зборнік
word-artwork = твор мастацтва
word-entry = артыкул энцыклапедыі
word-exhibition = выстава
word-original = арыгінал
word-patent = патэнт
word-performance = выступленне
word-proceedings = матэрыялы канферэнцыі
word-repository = рэпазіторый
word-scene = сцэна
word-thread = галіна абмеркавання
word-misc = іншае

# Надзейнасць крыніцы
word-primary = першасны дакумент
word-official = афіцыйная
word-independent = незалежная
word-state-media = дзяржаўныя СМІ
word-party = зацікаўлены бок
word-retelling = пераказ
word-unverified = не праверана

## Timeline

page-timeline = Храналогія
timeline-about = Усё, што ў гэтым дасье мае дату, па парадку. Дата надрукаваная настолькі няпэўна, наколькі яна няпэўная; калі дзве даты перакрываюцца, невядома, што было раней.
timeline-rows = { $n ->
    [one] { $n } радок
    [few] { $n } радкі
   *[many] { $n } радкоў
 }
timeline-threads = Лініі
timeline-all = Усё
timeline-years = Па гадах
timeline-picture-title = На адной выяве
timeline-picture-region = Выява храналогіі; яе можна пракручваць
timeline-picture = Кожны знак адпавядае радку спіса. Гады, у якія адбылося больш, займаюць больш месца.
timeline-key = Кропка — вядомы дзень, квадрат — дзень прызнання, адрэзак — месяц або прамежак; пункцір — тое, што няпэўна або не мае канца; лік з плюсам — столькі радкоў.
timeline-more = { $n ->
    [one] яшчэ { $n } радок, у спісе
    [few] яшчэ { $n } радкі, у спісе
   *[many] яшчэ { $n } радкоў, у спісе
 }
timeline-of-actor = Што адбывалася
timeline-of = тут апошнія { $shown } з { $n }
month-unknown = месяц невядомы
thread-events = Падзеі
thread-claims = Заявы і адказы
thread-designations = Прызнанні
thread-law = Права
thread-other = Іншае
moment-standing = з гэтага часу стан: { $word }
moment-answer = адказ: { $word }
moment-in-force = набывае сілу
moment-out-of-force = страчвае сілу
moment-amended = зменена
## Права: рэестр, табліца наступстваў і што яны кажуць пра запіс

page-register = Рэестр рашэнняў аб прызнанні
page-matrix = Хто чым рызыкуе
register-about = Каго ці што прызналі кім, якім рашэннем і хто яго прыняў, у парадку рашэнняў.
register-count = { $n ->
    [one] { $n } рашэнне.
    [few] { $n } рашэнні.
    [many] { $n } рашэнняў.
   *[other] { $n } рашэння.
 }
register-in-force = Дзейнічаюць або, магчыма, дзейнічаюць: { $n }.
register-by-instrument = Паводле віду прызнання
register-by-body = Паводле органа
register-about-instrument = Пра гэты від прызнання
register-about-body = Пра гэты орган
# Дата дня сама заканчваецца кропкай: «г.».
law-as-of = Па стане на { $date }
law-last-known = Паводле апошніх звестак тут ({ $date }).
law-advice = Гэта тое, што запісы дасье кажуць пра закон і практыку. Гэта не юрыдычная кансультацыя, і практыка мяняецца.
law-acts = Прызнанні ў парадку рашэнняў
law-act = Прызнанне
law-chain = { $n ->
    [one] Рашэнне, пра якое гэты тэкст
   *[other] Ланцуг рашэнняў
 }
law-chain-about = Чым цяжэйшы статус, тым цяжэйшая рамка. Кропка значыць вядомы дзень, пусты знак — прамежак, на які гэты дзень прыпадае. Тое, што адно рашэнне ідзе за другім, не значыць, што яно з яго вынікае.
law-costs = Чым гэта можа пагражаць з гэтага дня
law-by = Хто:
law-under = Паводле:
law-sources = Крыніцы:
law-differ = Версіі разыходзяцца:
law-more = і яшчэ { $n }
law-means = Што гэта прызнанне значыць для вас
law-means-caption = Наступствы прызнанняў, якія дзейнічаюць, паводле таго, каго яны датычаць
law-means-none = Наступстваў прызнання, якое дзейнічае, тут не запісана. Гэта не значыць «бяспечна».
law-share = Ці можна гэтым дзяліцца?
law-share-own = Прызнаны сам гэты дакумент:
law-share-publisher = Прызнаны яго выдавец:
law-share-caption = Што прызнанне значыць для тых, хто гэта чытае або перадае
law-share-none = Прызнання гэтага дакумента або яго выдаўца, якое дзейнічае, тут не запісана. Гэта не значыць «бяспечна»: спісы растуць, і ў гэтым дасье яны не цалкам.
law-amended = Змены
law-used = Як гэта ўжываецца
law-issued-by = Хто прымае:
law-all = Усе рашэнні гэтага віду ў рэестры
law-effects = Што з гэтага вынікае
law-effects-caption = Наступствы паводле таго, каго яны датычаць
law-review = Трэба праверыць нанова:
law-amended-on = зменена: { $date }
law-cases = Справы:
matrix-about = Хто што робіць, што можа быць, паводле якога прызнання і артыкула, з якога часу і наколькі гэта пэўна.
matrix-caption = Наступствы паводле таго, каго яны датычаць і што яны робяць
matrix-conduct = Што чалавек робіць
matrix-follows = Што можа быць
matrix-sure = Наколькі гэта пэўна
matrix-by-who = Каго датычыць
matrix-legend = Як чытаць рыскі
matrix-away = У гэты дзень не дзейнічае
matrix-none = Ніводнае з запісаных тут наступстваў у гэты дзень не дзейнічала. Гэта не значыць «бяспечна».
force-in-force = дзейнічае
force-unsure = магчыма, дзейнічае: даты няпэўныя
force-ended = больш не дзейнічае
force-not-yet = яшчэ не дзейнічае
amount-span = ад { $min } да { $max }
amount-most = да { $max }
amount-least = ад { $min }
amount-base-units = { $n ->
    [one] { $n } базавай велічыні
    [few] { $n } базавых велічынь
    [many] { $n } базавых велічынь
   *[other] { $n } базавай велічыні
 }
amount-days = { $n ->
    [one] { $n } дня
    [few] { $n } дзён
    [many] { $n } дзён
   *[other] { $n } дня
 }
amount-months = { $n ->
    [one] { $n } месяца
    [few] { $n } месяцаў
    [many] { $n } месяцаў
   *[other] { $n } месяца
 }
amount-years = { $n ->
    [one] { $n } года
    [few] { $n } гадоў
    [many] { $n } гадоў
   *[other] { $n } года
 }
amount-byn = { $n ->
    [one] { $n } рубля
    [few] { $n } рублёў
    [many] { $n } рублёў
   *[other] { $n } рубля
 }
field-active = Дзейнічае
field-stamp = Штамп

## Даты. `month-8` — назоўны склон, `month-8-of` — родны.

date-day = { $day } { $month } { $year }
date-day-month = { $day } { $month }
date-month = { $month } { $number }
date-season = { $season } { $year }
date-year = { $year }{ "\u00A0" }г.
date-bc = { $year }{ "\u00A0" }г. да н. э.
date-decade = { $year }-я гады
date-decade-of = { $year }-х гадоў
date-about = каля { $date }
date-uncertain = { $date }, недакладна
date-some-day = адзін з дзён { $date }
date-some-month = адзін з месяцаў { $date }
date-since = з { $date }
date-since-unknown = з { $date }, канец невядомы
date-until = да { $date }
date-until-unknown = да { $date }, пачатак невядомы
date-span = { $start } – { $end }
date-span-days = { $first }–{ $last } { $month } { $year }
date-span-months = { $first }–{ $last } { $year }
date-span-years = { $first }–{ $last }{ "\u00A0" }гг.

month-1 = студзень
month-2 = люты
month-3 = сакавік
month-4 = красавік
month-5 = май
month-6 = чэрвень
month-7 = ліпень
month-8 = жнівень
month-9 = верасень
month-10 = кастрычнік
month-11 = лістапад
month-12 = снежань
month-1-of = студзеня
month-2-of = лютага
month-3-of = сакавіка
month-4-of = красавіка
month-5-of = мая
month-6-of = чэрвеня
month-7-of = ліпеня
month-8-of = жніўня
month-9-of = верасня
month-10-of = кастрычніка
month-11-of = лістапада
month-12-of = снежня
season-21 = вясна
season-22 = лета
season-23 = восень
season-24 = зіма
season-21-of = вясны
season-22-of = лета
season-23-of = восені
season-24-of = зімы

## Ledger: claims, questions, corrections

page-ledger = Кніга сцвярджэнняў
ledger-about = Злева — хто што кажа. Справа — хто пацвердзіў, аспрэчыў, адмаўляе, не стаў каментаваць або маўчыць. Пустая правая старонка значыць, што другога голасу не знайшлося, а не што сцвярджэнне няпраўдзівае.
claims-count = { $n ->
    [one] { $n } сцвярджэнне
    [few] { $n } сцвярджэнні
    [many] { $n } сцвярджэнняў
   *[other] { $n } сцвярджэння
 }
ledger-filters = Выбраць сцвярджэнні
ledger-all = усе сцвярджэнні
ledger-filter-standing = Паводле статусу
ledger-filter-by = Хто сцвярджае
ledger-filter-about = Пра каго і пра што
ledger-every-by = Усе, хто сцвярджае
ledger-every-about = Усе тэмы
ledger-title-standing = Сцвярджэнні: { $name }
ledger-title-by = Хто сцвярджае: { $name }
ledger-title-about = Пра каго або што сцвярджаюць: { $name }
ledger-subject = Падрабязней:
ledger-caption = Сцвярджэнні ў парадку часу, статус кожнага і хто адказаў
ledger-when = Калі
ledger-said = Сказана
ledger-standing = Статус
ledger-answered = Адказы
ledger-no-answer = Адказу не знойдзена
ledger-picture = Як статусы мяняліся з часам
ledger-picture-about = Слупок — адрэзак часу, поле ў ім — адно сцвярджэнне, запоўненае як правая старонка яго знака. Сцвярджэнне лічыцца паводле статусу ў канцы адрэзка, а крок з няпэўнай датай — з першага дня, які яна можа значыць.
ledger-figures = Тое самае ў лічбах: колькі сцвярджэнняў мелі такі статус у канцы кожнага адрэзка часу
ledger-period = Час
account-until = Да
account-by = Хто
account-rests = Грунтуецца на:
verdict = Вынік праверкі
verdict-editors = рэдакцыя
silence-reviewed = { $span } (паводле праверкі { $day })
silence-updated = { $span } (паводле абнаўлення { $day })
silence-published = { $span } (паводле публікацыі { $day })
silence-as-of = { $span } (па стане на { $day })
silence-length = { $silence }: { $length }
length-days = { $n ->
    [one] { $n } дзень
    [few] { $n } дні
    [many] { $n } дзён
   *[other] { $n } дня
 }
length-months = { $n ->
    [one] { $n } месяц
    [few] { $n } месяцы
    [many] { $n } месяцаў
   *[other] { $n } месяца
 }
length-years = { $n ->
    [one] { $n } год
    [few] { $n } гады
    [many] { $n } гадоў
   *[other] { $n } года
 }
length-days-about = { $n ->
    [one] каля { $n } дня
   *[other] каля { $n } дзён
 }
length-months-about = { $n ->
    [one] каля { $n } месяца
   *[other] каля { $n } месяцаў
 }
length-years-about = { $n ->
    [one] каля { $n } года
   *[other] каля { $n } гадоў
 }
word-disputes = аспрэчвае
standing-means-claimed = Так кажуць толькі самі аўтары сцвярджэння. Ніхто іншы яго не пацвердзіў.
standing-means-partly-confirmed = Частку сцвярджэння пацвердзіў нехта іншы, не яго аўтары.
standing-means-confirmed = Сцвярджэнне пацвердзіў нехта іншы, не яго аўтары.
standing-means-disputed = Іншая версія з ім не стасуецца.
standing-means-denied = Тыя, пра каго яно, яго адмаўляюць.
standing-means-retracted = Аўтары сцвярджэння адмовіліся ад яго.
accounts-about = Версіі стаяць побач. Іх парадак не значыць, якая з іх слушная.
account-by-nobody = Ніхто не названы
status-of = стан: { $word }
open-questions-more = { $n ->
    [one] і яшчэ { $n }
   *[other] і яшчэ { $n }
 }
corrections-feed = Стужка выпраўленняў
inverse-question-about = Пытанні пра гэта

## Спасылкі і крыніцы

source-accessed = прагледжана { $date }
source-reliability = надзейнасць: { $word }
source-listed = Гэты дакумент у спісе
source-publisher-listed = Выдавец у спісе
source-reference = Як спасылацца на дакумент

# Палі крыніцы
field-container = У выданні
field-doi = DOI
field-edition = Выданне
field-editor = Рэдактар
field-isbn = ISBN
field-issue = Нумар
field-location = Месца выдання
field-pages = Старонкі
field-volume = Том

## Пошук

page-search = Пошук
search-about = Імёны знаходзяцца і лацінкай, і кірыліцай, у любым напісанні.
search-label = Пошук па сайце
search-quiet = Пошук ідзе ў вашым браўзеры. Тое, што вы набіраеце, нікуды не адпраўляецца, не трапляе ў адрас і нідзе не захоўваецца.
search-quiet-parts = Пошук ідзе ў вашым браўзеры. Тое, што вы набіраеце, не трапляе ў адрас і нідзе не захоўваецца. Браўзер загружае часткі паказальніка па першых літарах; уладальнік сервера можа бачыць, якія менавіта.
search-without = Для пошуку патрэбны JavaScript. Тут усе запісы пералічаны па першай літары і па відах.
search-loading = Паказальнік загружаецца…
search-failed = Паказальнік не загрузіўся. Ніжэй усе запісы пералічаны па першай літары.
search-found = Знойдзена:
search-none = Нічога не знойдзена.
search-near = Дакладна такога напісання няма; вось найбліжэйшыя.
search-some = Няма запісу з усімі гэтымі словамі; вось тыя, дзе іх найбольш.
search-in-text = У тэксце гэтага запісу.
search-more = Паказаць яшчэ
search-letters = Усе запісы па першай літары
search-kinds = Усе запісы па відах
search-filters = Удакладніць вынікі
search-by-kind = Від
search-by-language = Мова тэксту
search-all = Усе
first-letter = Першая літара
# Links to designated things.
page-mirrors = Люстэркі
mirrors-about = Той самы сайт па іншых адрасах, калі гэты заблакаваны.
mirrors-onion = У Tor Browser:
mirrors-same = Перш чым давяраць копіі, паглядзіце, ці кажа яна тое самае, што гэтая старонка. Якія адрасы вы адкрываеце, бачыць ваш правайдар, акрамя адраса ў Tor.
safety-line = Захоўваць або распаўсюджваць тое, што тут названа, дзе-нідзе караецца.
safety-first = Спачатку прачытайце гэта
leave = Сысці з гэтай старонкі
leave-not = Гэта не сцірае гісторыю і нічога не хавае ад вашага правайдара.
listed-mark = у спісе: глядзіце заўвагу
listed-head = Гэта вядзе да таго, што ўнесена ў спіс:
listed-cost = Чым можа абярнуцца пераход або распаўсюджванне:
listed-cost-unknown = Пра наступствы для чытачоў і для тых, хто дзеліцца, тут нічога не запісана. Гэта не тое самае, што бяспечна.

## Выгляд старонак

language-short = бел
menu-ledger = Сцвярджэнні
menu-register = Прызнанні
menu-matrix = Наступствы
menu-timeline = Храналогія
reviewed-on = Праверана { $date }.
footer-known = Статус сцвярджэнняў і права пададзены так, як яны былі вядомыя ў той дзень.
cite-page = Спаслацца на старонку або паправіць яе
cite-line = «{ $title }». { $site }, праверана { $date }.
cite-line-undated = «{ $title }». { $site }.
cite-standing = Статус: { $word }.
something-wrong = Нешта не так?
suggest-correction = Прапанаваць праўку
rests-rows = Кожны запіс у гэтым спісе называе крыніцы, на якія абапіраецца.
rests-acts = Кожны акт у гэтым спісе называе крыніцы, на якія абапіраецца.
sources-count = { $n ->
    [one] { $n } крыніца
    [few] { $n } крыніцы
    [many] { $n } крыніц
   *[other] { $n } крыніцы
 }
open-questions = { $n ->
    [1] Адкрытае пытанне
   *[other] Адкрытыя пытанні
 }
legend = Як чытаць знакі
legend-standing = Дзве старонкі ўліковай кнігі. Левая — той, хто сцвярджае; яна запоўненая. Правая — усе астатнія.
legend-answer = Па маленькай старонцы на кожны голас, які адказаў або не адказаў:
legend-stamps = Рамка штампа цяжэе разам з прызнаннем: адна лінія, дзве лініі, тоўстая лінія, запоўнены блок.
legend-day = вядомы дзень
legend-span = месяц або прамежак
legend-about = дзень вызначаны ўскосна або не знойдзены
state-of-claims = Стан сцвярджэнняў
state-total = { $n ->
    [one] { $n } сцвярджэнне:
    [few] { $n } сцвярджэнні:
    [many] { $n } сцвярджэнняў:
   *[other] { $n } сцвярджэння:
 }
state-confirmed = { $n } пацверджана іншымі
state-partly-confirmed = { $n } пацверджана часткова
state-disputed = { $n } аспрэчана
state-denied = { $n } адмаўляюць тыя, пра каго яны
state-claimed = { $n ->
    [one] { $n } трымаецца толькі на адным голасе
   *[other] { $n } трымаюцца толькі на адным голасе
 }
state-retracted = { $n } адклікана
change-added = дададзена
change-updated = абноўлена
change-corrected = выпраўлена
nothing-found = Нічога не знойдзена
nothing-rests = Пакуль нічога на яе не абапіраецца
timeline-said = Сказана і зроблена
timeline-state = Дзеянні і словы дзяржавы

## Copies

copy-note = Перш чым захоўваць гэтую копію
copy-note-about = Захоўваць гэтую копію, насіць яе з сабой або перадаваць іншым можа быць карна само па сабе там, дзе тое, пра што яна кажа, мае афіцыйнае прызнанне. Падумайце, хто і дзе можа яе ў вас знайсці.
copy-note-where = У дасье запісаныя прызнанні, якія дзейнічаюць: { $places }.
copy-note-law = Што з іх можа вынікаць і для каго
copy-of-dated = Копія «{ $title }» па стане на { $date }. Пазнейшых выпраўленняў у ёй няма.
copy-of = Копія «{ $title }». Пазнейшых выпраўленняў у ёй няма.
copy-contents = Змест
copy-search = Пошук у гэтай копіі
