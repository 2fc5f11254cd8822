### Слова темы `ledger` по-русски. Чего нет здесь, то берётся из en.ftl.
### Юридические термины — по словарю досье; утверждение — средний род, поэтому и статусы среднего рода.

## Вокруг каждой страницы

skip-to-text = Перейти к содержанию
menu = Главное меню
languages = Языки
language-name = русский
breadcrumbs = Вы здесь
home = Главная
contents = На этой странице
feed = Лента
not-translated = Этот текст ещё не переведён. Он показан на языке, на котором написан.
passage-behind = Оригинал этого фрагмента изменился после перевода.
passage-behind-on = Оригинал этого фрагмента изменился после перевода (последнее изменение: { $date }).
translation-behind = Оригинал изменился после этого перевода.
translation-behind-on = Оригинал изменился после этого перевода (последнее изменение: { $date }).
read-original = Читать оригинал
as-of = По состоянию на { $date }. Факты с более поздними датами не показаны; заголовки и тексты написаны позже и могут их упоминать.
footer-quiet = Эти страницы ничего не берут с чужих сайтов: ни шрифтов, ни счётчиков, ни скриптов. Они не ставят cookie.
footer-advice = Это не юридическая консультация.
licence = Лицензия
contact = Связь
generator = Сделано программой { $name }

## Запись

facts = Главное
key-points = Коротко
sources = На чём основана страница
source-document = документ
source-archive = архивная копия
source-places = в тексте:
source-in = { $language ->
    [be] на белорусском
    [ru] на русском
    [en] на английском
    [uk] на украинском
    [pl] на польском
    [lt] на литовском
    [de] на немецком
    [fr] на французском
   *[other] язык: { $language }
 }
related = Смотрите также
backlinks = Ссылки сюда
tagged = Метки
corrections = Исправления
reading-time = { $n ->
    [one] { $n } минута чтения
    [few] { $n } минуты чтения
    [many] { $n } минут чтения
   *[other] { $n } минуты чтения
 }
neighbours = Предыдущее и следующее
previous = Предыдущее
next = Следующее
credit = Изображение: { $name }
card-blank = Раскрытая учётная книга, пустая

## Списки

entries-count = { $n ->
    [one] { $n } запись
    [few] { $n } записи
    [many] { $n } записей
   *[other] { $n } записи
 }
pages = Страницы
page-number = Страница { $n }
explainers = Разборы
claims = Утверждения
newest = Новое и изменённое
page-tags = Метки
tags-about = Все метки этого досье и число записей под каждой.
tag = Метка
page-glossary = Глоссарий
glossary-about = Слова и сокращения этого досье.
letters = Буквы
also-called = также: { $names }
page-corrections = Исправления
corrections-about = Что было неверно и что написано теперь; сначала новые.
corrections-none = Пока ничего не пришлось исправлять.
not-found-title = Такой страницы нет
not-found-about = Возможно, в адресе ошибка или страницу перенесли. Отсюда можно пойти дальше:
redirect = Страницу перенесли
redirect-about = Теперь она здесь:

# Where something was withdrawn for good.
withdrawn = Отозвано
withdrawn-about = То, что было по этому адресу, отозвано навсегда.
withdrawn-on = Отозвано:

## Сам текст

footnotes = Примечания
footnote-back = Назад к тексту
alert-note = Примечание
alert-tip = Совет
alert-important = Важно
alert-warning = Внимание
alert-caution = Осторожно
embed-from = Из записи «{ $title }»

## Карта связей

page-map = Карта связей
map-about = Кто и что в этом досье связано между собой. Линия — это связь, которую называет запись: кто утверждает, кто решил, на чём это держится в праве.
map-shown = { $n ->
    [one] На карте { $n } запись.
    [few] На карте { $n } записи.
   *[other] На карте { $n } записей.
 }
map-alone = { $n ->
    [one] Без таких связей и потому не показана { $n } запись.
    [few] Без таких связей и потому не показаны { $n } записи.
   *[other] Без таких связей и потому не показано { $n } записей.
 }
map-cut = { $n ->
    [one] Не поместилась { $n } запись с меньшим числом связей.
    [few] Не поместились { $n } записи с меньшим числом связей.
   *[other] Не поместилось { $n } записей с меньшим числом связей.
 }
map-skip = То же словами
map-signs = Знаки
map-picture = Рисунок связей
map-desc = Каждый знак с названием — ссылка. Сплошные линии — связи, прерывистые значат «см. также». То же ниже словами.
map-in-words = Словами
map-words-about = Под каждой записью — то, на что она указывает. То, что указывает на неё, стоит при соответствующих записях и на её собственной странице.
map-around = Вокруг этой записи
map-around-desc = Каждое название — ссылка. Сплошные линии — связи, пунктирные ведут к источникам, прерывистые — ссылки в тексте. То же ниже словами.
map-more = { $n ->
    [one] и ещё { $n } запись ссылается сюда
    [few] и ещё { $n } записи ссылаются сюда
   *[other] и ещё { $n } записей ссылаются сюда
 }
map-speaks-of = Упоминает
map-cites = Цитирует

## Виды: один и несколько

kind-explainer = Разбор
kind-event = Событие
kind-actor = Действующее лицо
kind-claim = Утверждение
kind-designation = Решение о признании
kind-instrument = Вид признания
kind-provision = Норма закона
kind-effect = Правовое последствие
kind-case = Дело
kind-question = Вопрос
kind-source = Источник
kind-term = Термин
kind-page = Страница
kinds-explainer = Разборы
kinds-event = События
kinds-actor = Кто есть кто
kinds-claim = Утверждения
kinds-designation = Решения о признании
kinds-instrument = Виды признания
kinds-provision = Нормы закона
kinds-effect = Правовые последствия
kinds-case = Дела
kinds-question = Вопросы
kinds-source = Источники
kinds-term = Термины
kinds-page = Страницы

## Виды: что сказано на их странице

about-explainer = Большие тексты, каждый отвечает на один вопрос.
about-event = Что и когда произошло.
about-actor = Люди, группы, государственные органы и издания, которые здесь действуют или говорят.
about-claim = Слова, которые могут быть правдой или нет: кто их говорит, кто ответил и каков их статус.
about-designation = Решения, которые дают кому-то или чему-то название с юридической силой.
about-instrument = Виды признания, которые знает закон.
about-provision = Статьи законов в том виде, в котором они действовали.
about-effect = Что следует из признания, для кого и за что.
about-case = Документированные случаи применения закона. Частные лица не названы.
about-question = Открытые вопросы и вопросы, на которые отвечают по-разному.
about-source = Документы, на которых основано это досье.
about-term = Слова и сокращения.
about-page = Об этом досье.

## Поля

field-about = О чём
field-accessed = Прочитано
field-accounts = Версии
field-aliases = Другие названия
field-also = Также
field-amended = Изменено
field-archive_url = Архивная копия
field-article = Статья
field-author = Автор
field-by = Кто
field-claimed_by = Кто утверждает
field-conduct = Что делает человек
field-consequence = Что может быть
field-corrections = Исправления
field-date = Дата
field-effect = Последствие
field-expansion = Расшифровка
field-history = Как менялся статус
field-in_force = Действует
field-instrument = Вид признания
field-involves = Участники
field-issued_by = Кто принимает
field-jurisdiction = Юрисдикция
field-key_points = Коротко
field-language = Язык
field-max = Не более
field-min = Не менее
field-names = Названия
field-note = Примечание
field-number = Номер
field-official_title = Официальное название
field-outcome = Исход
field-part_of = Часть чего
field-place = Место
field-published = Опубликовано
field-publisher = Издатель
field-question = Вопрос
field-register = Реестр
field-related = Смотрите также
field-reliability = Надёжность
field-responses = Кто ответил
field-verdict = Результат проверки
field-finding = Результат
field-review_by = Проверить до
field-reviewed = Проверено редакцией
field-role = Роль
field-says = Что говорит
field-sources = Источники
field-stance = Ответ
field-standing = Статус
field-statement = Что утверждается
field-status = Состояние
field-subject = Кого или что признали
field-summary = Коротко
field-tags = Метки
field-text = Словами
field-triggered_by = Из чего следует
field-type = Вид
field-under = На основании чего
field-unit = Единица
field-updated = Обновлено
field-url = Адрес
field-who = Кого касается

## Чем запись является для тех, кто на неё ссылается

inverse-mention = Упоминается в
inverse-cited = Цитируется в
inverse-sources = Что на этом основано
inverse-related = Связанное
inverse-explainer-about = Разборы об этом
inverse-event-involves = События
inverse-actor-part_of = Части
inverse-claim-claimed_by = Утверждения этого автора
inverse-claim-about = Утверждения об этом
inverse-claim-history-by = Утверждения, о которых высказывались
inverse-claim-history-sources = Утверждения, статус которых на этом основан
inverse-claim-responses-by = Ответы на утверждения
inverse-claim-responses-sources = Утверждения, на которые здесь отвечено
inverse-claim-verdict-by = Проверенные утверждения
inverse-claim-verdict-sources = Утверждения, результат проверки которых на этом основан
inverse-designation-subject = Решения о признании
inverse-designation-instrument = Решения этого вида
inverse-designation-by = Принятые решения
inverse-designation-under = Решения на основании этой нормы
inverse-instrument-issued_by = Виды признания, которые принимает этот орган
inverse-instrument-under = Виды признания на основании этой нормы
inverse-effect-triggered_by = Правовые последствия
inverse-effect-under = Последствия на основании этой нормы
inverse-case-effect = Документированные дела
inverse-question-accounts-by = Версии от этого автора
inverse-question-accounts-sources = Версии, которые на этом основаны
inverse-source-publisher = Опубликовано здесь

## Слова словаря

# Статус утверждения
word-claimed = утверждается
word-partly-confirmed = подтверждено частично
word-confirmed = подтверждено
word-disputed = оспаривается
word-denied = отрицается
word-retracted = отозвано

# Ответ на утверждение
word-confirms = подтверждает
word-confirms-in-part = подтверждает частично
word-denies = отрицает
word-declines = от комментариев отказывается
word-silent = ответа нет
word-ambiguous = неоднозначно
word-correct = верно
word-mostly-correct = в основном верно
word-mixed = отчасти верно, отчасти нет
word-mostly-incorrect = в основном неверно
word-incorrect = неверно
word-unproven = не доказано

# Виды действующих лиц
word-person = лицо
word-group = группа
word-organisation = организация
word-state-body = государственный орган
word-court = суд
word-outlet = издание
word-channel = канал
word-company = компания

# Кого касается последствие
word-member = участник
word-leader = руководитель
word-supporter = сторонник
word-donor = жертвователь
word-reader = читатель
word-subscriber = подписчик
word-republisher = кто распространяет
word-contributor = кто передаёт информацию
word-person-abroad = человек за границей
word-anyone = любой человек

# Последствия
word-administrative = административная ответственность
word-criminal = уголовная ответственность
word-either = административная или уголовная ответственность
word-unclear = неясно
word-none = ничего не найдено, но это не значит «безопасно»
word-base-units = базовых величин
word-days = дней
word-months = месяцев
word-years = лет
word-byn = рублей

# Состояние вопроса
word-open = открыт
word-settled = решён

# Виды документов
word-article = статья
word-web = веб-страница
word-report = отчёт
word-legislation = нормативный акт
word-case = судебное решение
word-book = книга
word-chapter = глава
word-video = видео
word-audio = аудио
word-post = пост
word-newspaper = газета
word-periodical = периодическое издание
word-thesis = диссертация
word-conference = доклад на конференции
word-manuscript = рукопись
word-reference = справочник
word-blog = блог
word-interview = интервью
word-anthology = сборник
word-anthos = сборник
word-artwork = произведение искусства
word-entry = статья энциклопедии
word-exhibition = выставка
word-original = оригинал
word-patent = патент
word-performance = выступление
word-proceedings = материалы конференции
word-repository = репозиторий
word-scene = сцена
word-thread = ветка обсуждения
word-misc = другое

# Надёжность источника
word-primary = первичный документ
word-official = официальный
word-independent = независимый
word-state-media = государственные СМИ
word-party = заинтересованная сторона
word-retelling = пересказ
word-unverified = не проверено

## Timeline

page-timeline = Хронология
timeline-about = Всё, что в этом досье имеет дату, по порядку. Дата напечатана настолько неопределённо, насколько она неопределённа; если две даты перекрываются, неизвестно, что было раньше.
timeline-rows = { $n ->
    [one] { $n } строка
    [few] { $n } строки
   *[many] { $n } строк
 }
timeline-threads = Линии
timeline-all = Всё
timeline-years = По годам
timeline-picture-title = На одном рисунке
timeline-picture-region = Рисунок хронологии; его можно прокручивать
timeline-picture = Каждый знак соответствует строке списка. Годы, в которые произошло больше, занимают больше места.
timeline-key = Точка — известный день, квадрат — день признания, отрезок — месяц или промежуток; пунктир — то, что неточно или не имеет конца; число с плюсом — столько строк.
timeline-more = { $n ->
    [one] ещё { $n } строка, в списке
    [few] ещё { $n } строки, в списке
   *[many] ещё { $n } строк, в списке
 }
timeline-of-actor = Что происходило
timeline-of = здесь последние { $shown } из { $n }
month-unknown = месяц неизвестен
thread-events = События
thread-claims = Заявления и ответы
thread-designations = Признания
thread-law = Право
thread-other = Прочее
moment-standing = с этого времени статус: { $word }
moment-answer = ответ: { $word }
moment-in-force = вступает в силу
moment-out-of-force = утрачивает силу
moment-amended = изменено
## Право: реестр, таблица последствий и что они говорят о записи

page-register = Реестр решений о признании
page-matrix = Кто чем рискует
register-about = Кого или что признали кем, каким решением и кто его принял, в порядке решений.
register-count = { $n ->
    [one] { $n } решение.
    [few] { $n } решения.
    [many] { $n } решений.
   *[other] { $n } решения.
 }
register-in-force = Действуют или, возможно, действуют: { $n }.
register-by-instrument = По виду признания
register-by-body = По органу
register-about-instrument = Об этом виде признания
register-about-body = Об этом органе
# Дата дня сама кончается точкой: «г.».
law-as-of = По состоянию на { $date }
law-last-known = По последним сведениям здесь ({ $date }).
law-advice = Это то, что записи досье говорят о законе и практике. Это не юридическая консультация, и практика меняется.
law-acts = Признания в порядке решений
law-act = Признание
law-chain = { $n ->
    [one] Решение, о котором этот текст
   *[other] Цепь решений
 }
law-chain-about = Чем тяжелее статус, тем тяжелее рамка. Точка означает известный день, пустой знак — промежуток, на который этот день приходится. То, что одно решение следует за другим, не значит, что оно из него вытекает.
law-costs = Чем это может грозить с этого дня
law-by = Кто:
law-under = На основании:
law-sources = Источники:
law-differ = Версии расходятся:
law-more = и ещё { $n }
law-means = Что это признание значит для вас
law-means-caption = Последствия действующих признаний по тому, кого они касаются
law-means-none = Последствий действующего признания здесь не записано. Это не значит «безопасно».
law-share = Можно ли этим делиться?
law-share-own = Признан сам этот документ:
law-share-publisher = Признан его издатель:
law-share-caption = Что признание значит для тех, кто это читает или передаёт
law-share-none = Действующего признания этого документа или его издателя здесь не записано. Это не значит «безопасно»: списки растут, и в этом досье они не целиком.
law-amended = Изменения
law-used = Как это применяется
law-issued-by = Кто принимает:
law-all = Все решения этого вида в реестре
law-effects = Что из этого следует
law-effects-caption = Последствия по тому, кого они касаются
law-review = Нужно проверить заново:
law-amended-on = изменено: { $date }
law-cases = Дела:
matrix-about = Кто что делает, что может быть, по какому признанию и какой статье, с какого времени и насколько это достоверно.
matrix-caption = Последствия по тому, кого они касаются и что они делают
matrix-conduct = Что человек делает
matrix-follows = Что может быть
matrix-sure = Насколько это достоверно
matrix-by-who = Кого касается
matrix-legend = Как читать штрихи
matrix-away = В этот день не действует
matrix-none = Ни одно из записанных здесь последствий в этот день не действовало. Это не значит «безопасно».
force-in-force = действует
force-unsure = возможно, действует: даты неточны
force-ended = больше не действует
force-not-yet = ещё не действует
amount-span = от { $min } до { $max }
amount-most = до { $max }
amount-least = от { $min }
amount-base-units = { $n ->
    [one] { $n } базовой величины
    [few] { $n } базовых величин
    [many] { $n } базовых величин
   *[other] { $n } базовой величины
 }
amount-days = { $n ->
    [one] { $n } дня
    [few] { $n } дней
    [many] { $n } дней
   *[other] { $n } дня
 }
amount-months = { $n ->
    [one] { $n } месяца
    [few] { $n } месяцев
    [many] { $n } месяцев
   *[other] { $n } месяца
 }
amount-years = { $n ->
    [one] { $n } года
    [few] { $n } лет
    [many] { $n } лет
   *[other] { $n } года
 }
amount-byn = { $n ->
    [one] { $n } рубля
    [few] { $n } рублей
    [many] { $n } рублей
   *[other] { $n } рубля
 }
field-active = Действует
field-stamp = Штамп

## Даты. `month-8` — именительный падеж, `month-8-of` — родительный.

date-day = { $day } { $month } { $year }
date-day-month = { $day } { $month }
date-month = { $month } { $year }
date-season = { $season } { $year }
date-year = { $year }{ "\u00A0" }г.
date-bc = { $year }{ "\u00A0" }г. до н. э.
date-decade = { $year }-е годы
date-decade-of = { $year }-х годов
date-about = около { $date }
date-uncertain = { $date }, неточно
date-some-day = один из дней { $date }
date-some-month = один из месяцев { $date }
date-since = с { $date }
date-since-unknown = с { $date }, конец неизвестен
date-until = до { $date }
date-until-unknown = до { $date }, начало неизвестно
date-span = { $start } – { $end }
date-span-days = { $first }–{ $last } { $month } { $year }
date-span-months = { $first }–{ $last } { $year }
date-span-years = { $first }–{ $last }{ "\u00A0" }гг.

month-1 = январь
month-2 = февраль
month-3 = март
month-4 = апрель
month-5 = май
month-6 = июнь
month-7 = июль
month-8 = август
month-9 = сентябрь
month-10 = октябрь
month-11 = ноябрь
month-12 = декабрь
month-1-of = января
month-2-of = февраля
month-3-of = марта
month-4-of = апреля
month-5-of = мая
month-6-of = июня
month-7-of = июля
month-8-of = августа
month-9-of = сентября
month-10-of = октября
month-11-of = ноября
month-12-of = декабря
season-21 = весна
season-22 = лето
season-23 = осень
season-24 = зима
season-21-of = весны
season-22-of = лета
season-23-of = осени
season-24-of = зимы

## Ledger: claims, questions, corrections

page-ledger = Книга утверждений
ledger-about = Слева — кто что говорит. Справа — кто подтвердил, оспорил, отрицает, не стал комментировать или молчит. Пустая правая страница значит, что второго голоса не нашлось, а не что утверждение неверно.
claims-count = { $n ->
    [one] { $n } утверждение
    [few] { $n } утверждения
    [many] { $n } утверждений
   *[other] { $n } утверждения
 }
ledger-filters = Выбрать утверждения
ledger-all = все утверждения
ledger-filter-standing = По статусу
ledger-filter-by = Кто утверждает
ledger-filter-about = О ком и о чём
ledger-every-by = Все, кто утверждает
ledger-every-about = Все темы
ledger-title-standing = Утверждения: { $name }
ledger-title-by = Кто утверждает: { $name }
ledger-title-about = О ком или о чём утверждают: { $name }
ledger-subject = Подробнее:
ledger-caption = Утверждения в порядке времени, статус каждого и кто ответил
ledger-when = Когда
ledger-said = Сказано
ledger-standing = Статус
ledger-answered = Ответы
ledger-no-answer = Ответа не найдено
ledger-picture = Как статусы менялись со временем
ledger-picture-about = Столбец — отрезок времени, поле в нём — одно утверждение, заполненное как правая страница его знака. Утверждение считается по статусу в конце отрезка, а шаг с неточной датой — с первого дня, который она может значить.
ledger-figures = То же в цифрах: сколько утверждений имели такой статус в конце каждого отрезка времени
ledger-period = Время
account-until = До
account-by = Кто
account-rests = Основано на:
verdict = Результат проверки
verdict-editors = редакция
silence-reviewed = { $span } (по проверке { $day })
silence-updated = { $span } (по обновлению { $day })
silence-published = { $span } (по публикации { $day })
silence-as-of = { $span } (по состоянию на { $day })
silence-length = { $silence }: { $length }
length-days = { $n ->
    [one] { $n } день
    [few] { $n } дня
    [many] { $n } дней
   *[other] { $n } дня
 }
length-months = { $n ->
    [one] { $n } месяц
    [few] { $n } месяца
    [many] { $n } месяцев
   *[other] { $n } месяца
 }
length-years = { $n ->
    [one] { $n } год
    [few] { $n } года
    [many] { $n } лет
   *[other] { $n } года
 }
length-days-about = { $n ->
    [one] около { $n } дня
   *[other] около { $n } дней
 }
length-months-about = { $n ->
    [one] около { $n } месяца
   *[other] около { $n } месяцев
 }
length-years-about = { $n ->
    [one] около { $n } года
   *[other] около { $n } лет
 }
word-disputes = оспаривает
standing-means-claimed = Так говорят только сами авторы утверждения. Никто другой его не подтвердил.
standing-means-partly-confirmed = Часть утверждения подтвердил кто-то другой, не его авторы.
standing-means-confirmed = Утверждение подтвердил кто-то другой, не его авторы.
standing-means-disputed = Другая версия с ним не согласуется.
standing-means-denied = Те, о ком оно, его отрицают.
standing-means-retracted = Авторы утверждения отказались от него.
accounts-about = Версии стоят рядом. Их порядок не значит, какая из них верна.
account-by-nobody = Никто не назван
status-of = состояние: { $word }
open-questions-more = { $n ->
    [one] и ещё { $n }
   *[other] и ещё { $n }
 }
corrections-feed = Лента исправлений
inverse-question-about = Вопросы об этом

## Ссылки и источники

source-accessed = просмотрено { $date }
source-reliability = надёжность: { $word }
source-listed = Этот документ в списке
source-publisher-listed = Издатель в списке
source-reference = Как ссылаться на документ

# Поля источника
field-container = В издании
field-doi = DOI
field-edition = Издание
field-editor = Редактор
field-isbn = ISBN
field-issue = Номер
field-location = Место издания
field-pages = Страницы
field-volume = Том

## Поиск

page-search = Поиск
search-about = Имена находятся и в латинице, и в кириллице, в любом написании.
search-label = Поиск по сайту
search-quiet = Поиск идёт в вашем браузере. То, что вы набираете, никуда не отправляется, не попадает в адрес и нигде не хранится.
search-quiet-parts = Поиск идёт в вашем браузере. То, что вы набираете, не попадает в адрес и нигде не хранится. Браузер загружает части указателя по первым буквам; владелец сервера может видеть, какие именно.
search-without = Для поиска нужен JavaScript. Здесь все записи перечислены по первой букве и по видам.
search-loading = Указатель загружается…
search-failed = Указатель не загрузился. Ниже все записи перечислены по первой букве.
search-found = Найдено:
search-none = Ничего не найдено.
search-near = Точно такого написания нет; вот ближайшие.
search-some = Нет записи со всеми этими словами; вот те, где их больше всего.
search-in-text = В тексте этой записи.
search-more = Показать ещё
search-letters = Все записи по первой букве
search-kinds = Все записи по видам
search-filters = Уточнить результаты
search-by-kind = Вид
search-by-language = Язык текста
search-all = Все
first-letter = Первая буква
# Links to designated things.
page-mirrors = Зеркала
mirrors-about = Тот же сайт по другим адресам, если этот заблокирован.
mirrors-onion = В Tor Browser:
mirrors-same = Прежде чем доверять копии, посмотрите, говорит ли она то же, что эта страница. Какие адреса вы открываете, видит ваш провайдер, кроме адреса в Tor.
safety-line = Хранить или распространять то, что здесь названо, кое-где наказуемо.
safety-first = Сначала прочитайте это
leave = Уйти с этой страницы
leave-not = Это не стирает историю и ничего не скрывает от вашего провайдера.
listed-mark = в списке: смотрите примечание
listed-head = Это ведёт к тому, что внесено в список:
listed-cost = Чем может обернуться переход или распространение:
listed-cost-unknown = О последствиях для читателей и для тех, кто делится, здесь ничего не записано. Это не то же самое, что безопасно.

## Вид страниц

language-short = рус
menu-ledger = Утверждения
menu-register = Признания
menu-matrix = Последствия
menu-timeline = Хронология
reviewed-on = Проверено { $date }.
footer-known = Статус утверждений и право даны так, как они были известны в тот день.
cite-page = Сослаться на страницу или исправить её
cite-line = «{ $title }». { $site }, проверено { $date }.
cite-line-undated = «{ $title }». { $site }.
cite-standing = Статус: { $word }.
something-wrong = Что-то не так?
suggest-correction = Предложить исправление
rests-rows = Каждая запись в этом списке называет источники, на которых держится.
rests-acts = Каждый акт в этом списке называет источники, на которых держится.
sources-count = { $n ->
    [one] { $n } источник
    [few] { $n } источника
    [many] { $n } источников
   *[other] { $n } источника
 }
open-questions = { $n ->
    [1] Открытый вопрос
   *[other] Открытые вопросы
 }
legend = Как читать знаки
legend-standing = Две страницы учётной книги. Левая — тот, кто утверждает; она заполнена. Правая — все остальные.
legend-answer = По маленькой странице на каждый голос, который ответил или не ответил:
legend-stamps = Рамка штампа тяжелеет вместе с признанием: одна линия, две линии, толстая линия, заполненный блок.
legend-day = известный день
legend-span = месяц или промежуток
legend-about = день определён косвенно или не найден
state-of-claims = Состояние утверждений
state-total = { $n ->
    [one] { $n } утверждение:
    [few] { $n } утверждения:
    [many] { $n } утверждений:
   *[other] { $n } утверждения:
 }
state-confirmed = { $n } подтверждено другими
state-partly-confirmed = { $n } подтверждено частично
state-disputed = { $n } оспорено
state-denied = { $n } отрицают те, о ком они
state-claimed = { $n ->
    [one] { $n } держится только на одном голосе
   *[other] { $n } держатся только на одном голосе
 }
state-retracted = { $n } отозвано
change-added = добавлено
change-updated = обновлено
change-corrected = исправлено
nothing-found = Ничего не найдено
nothing-rests = Пока ничто на него не опирается
timeline-said = Сказано и сделано
timeline-state = Действия и слова государства

## Copies

copy-note = Прежде чем хранить эту копию
copy-note-about = Хранить эту копию, носить её с собой или передавать другим может быть наказуемо само по себе там, где то, о чём она говорит, имеет официальное признание. Подумайте, кто и где может её у вас найти.
copy-note-where = В досье записаны действующие признания: { $places }.
copy-note-law = Что из них может следовать и для кого
copy-of-dated = Копия «{ $title }» по состоянию на { $date }. Более поздних исправлений в ней нет.
copy-of = Копия «{ $title }». Более поздних исправлений в ней нет.
copy-contents = Содержание
copy-search = Поиск в этой копии
