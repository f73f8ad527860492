/**
 * 2,048 short Swedish words of a–z alone: eleven bits each, easy to read aloud, to spell and to type on any keyboard. None
 * says anything of care or of a patient. Their order is part of every password that was ever made: it is never changed.
 */
export const PASS_WORDS: readonly string[] = `
abakus abbot abort absid absint accent access ackord adept adress advent adverb affix afton agat agenda
agent agoni akleja akribi aktion aktris akut alarm alban album alert alfa alika alkov allvar alrot altan
altar alumn alvar amason amiral amma amper ampull analys ananas anarki anbud anda andakt andel andlig
anfall anhalt anhang aning anis anlag anlopp annons anod anorak anrop ansats anslag anslut ansvar antal
antenn antik antyda apati apbur aphus appell apspel aptit arbete area areal arena aria arkad arkiv armada
arme armod arom arrest artist asagud asbest asfalt aska askfat aspekt asyl ateism atlet atom atoni aula
aura avart avbida avdrag avfall avgas avgift aviat aviga avkrok avlid avlopp avnjut avresa avsats avsikt
avslag avsmak avsteg avtal avund axiom babian bacill back backe baddar badhus badkar badort bageri bagge
bajs bakduk balans balett balja balk ballad balsam bana banan band bandit baner bank bankir barack bark
barock baron barr basar basist basket basun batalj batik batong bebis beduin begrav behov belopp bena
bensin berg beslag beslut best beta bete betong bett betyg bevis bidrag bifall biff biflod bihang bikt
bikupa bil bila bilaga bild bilism bilist biljon binda binge biocid biolog biotop bisak bisats biskop
bismak bivax bjud black blad blam blast bleck blick blink blixt blomma bloss blotta blues blund blus blygd
bock bofink bohag bohem boja bojar bok bokrea bolag boll bomull bonad boning bonus boom bord borg borgar
borr borrar borst borste boskap bostad bott boxar bracka brak brant brasa bravad bravur bredd bredde brev
bricka brigad brigg brink bris brist brits britt brodd brokad brom broms brons brosk brud bruk brukar
brunn brunst brus brygd brygga bryn brynja bubbla buckla bud budget budord bugg buk bukett bukt bula bulle
bult bulvan bunke bunt bur burk buse buske buss butelj butik byalag bygd bygg byk bytta byxa campar cell
cement cerat charad charm check chef chips cigarr cirkus citat citron cittra clown coach cowboy cyklon
cyklop cymbal cynism cysta dagbok dagis daglig dal dalmas damask damast damm dans dansar danske darr dart
data dativ datum debatt debut defekt dekad dekal dekor dekret delfin demon desert design detalj devis
diadem diakon dialog diet dike dikt diktar dill dimma diod dioxid diplom direkt disk diskar dispyt divan
djonk djup djur docent docka doft dogm dolk domar doping dopp drag dragg dragon drake drapa dress drev
drift drill driv driva dropp droppe droska drulle druva dual dubb duenna duett dukat dunge duns dunst
dusch dussin dust duva dvala dygd dygn dyna dynga dyning dyrka edda effekt egoism egoist ekfat ekolod
ekolog ekonom ekorre eksem eldar elev elfel elixir ellips elljus elpris elverk elvisp emalj emblem emfas
enar endiv enfald enhet enklav enskog envig enzym epilog episod epitaf epitet epok epos erbjud eremit
erinra erotik eskort essay essens estet estrad etanol etapp eten etik etta etui etyd exeget exil export
extas fabrik fack fackla fagott fakir faktum falang fall familj fana fanfar fantom fart fartyg fasad fasan
fason fasta faun fauna fegis fejd femma femtio fena fest fetma ficka figur fikon filial film filmar filt
filur fimp final finess finish fink finska fint fiol firar firma fisk fiskar fiske fixar fjord fjun flaga
flagg flagga flak flamma flarn flaska flicka flik flinga flinta flirt flisa flit flock flod flopp flor
flora flott flotta flotte fluga fluor fluss flyg flyt flytt fniss fodral fogde fokus folk fond fonem font
fora fordon fordra forell form format forum fossil fostra fotnot foton frack fradga frakt franc frans fras
fred fredag freon fresk friar frid frieri frihet fris frist frisyr fritid front frossa frost frukt frukta
frus frys fuga fukt fura furir furste fusion fuskar fynd fyra fyrk fyrtio fysik gadd gagn gala galax
galeas galge galla galon galopp galt gambit gamma garant gard gardin garn garvar gasol gast gata gavott
gebit gelike gemak gemyt genes geodet geolog gepard gest gestik geting gift gille ginst gipyr giraff
gissla gitarr gjut glada glans glapp glas glass glasyr glav glid glimt glob gloria glosa glugg glukos
glykos gnista gnom goda godbit godhet goding godis gods golf golv gondol gormar gotik grabb grad graf
grafik grafit gran granat grand granit grann granne gravyr gren grep grepe grepp greve grift grill grimas
grimma grin grind grip gris groda grodd grodde grogg groll grop gross grotta grums grund grupp grus gruva
gryn gryt gryta gubbe guide guld gumma gunga gupp gurka gylf gynnar hack hacka hafs hage haka hake halka
hall hallon halm halt halte halva hamn hampa hane hangar hann hanne hanrej harang hare harm harms harpa
harts harv hasard hasp hausse hav haveri hektar helg helgd helgon helhet helium heltal hemlig hemma hemman
hemort herde herr herre hertig hetta hind hingst hink hinna hirs hiss hjord hjort hjul holk holme hona
honung hopkok hopp hoppar hord hotell hugg huldra hull humbug humla hund hurts hus husar huse husse huva
hybrid hydda hydra hyena hygien hylla hylsa hymn hynda hypnos hyra hyss hytt icing ideal idiom idkar idol
idrott idyll ikon iland ilbud ilning imma import inbjud incest indata index infall infart ingjut inhopp
inka inkast inlaga inland inlopp inresa inrop insats insekt insida insikt inslag insteg insyn intag intern
intrig intyg isberg isbit isflak ishall ishav isotop istapp istid ivrar jacka jagar jaguar jakt jarl
jasmin jaspis jazz jeans jeep jobbar joggar jolle jord jour juldag julle julmat junior junta jurist juvel
kabin kabyss kadens kadett kaja kajak kajuta kaka kaktus kalas kalk kalkon kalkyl kall kalott kalv kamel
kamera kamin kammar kamp kamrat kamrer kanal kanel kanin kanna kanon kanot kansli kant kantat kanton kanyl
kaos kapar kapell kaplan kappa kapsyl kapten karaff karat kardel karm karma kaross karott karp karta
kasern kaskad kassa kasse kast kastar kavaj kavle kedja kemist keps kerub khmer kikar kille kilt kiosk
kiss kitt kjol klack kladd klaff klaga klan klang klapp klase klass klave klaver klenod klerk klick klient
klimat klimp klinga klinik klipp klippa kloak klocka kloss klot klubb klubba klump klunga klunk klut
klyfta knak knall knapp knatte knekt knep knip knipa knippa kniv knock knog knoge knop knorr knot knota
knott knuff knut knutte knyst knyt kobbe kock kodex kofot kofta kohort koja kokar kokong kokos kokott kola
kolera kolja kolon koloni kolonn koloss kolumn kolv koma komet komik komma kommun kompis kondom konjak
konst kontor kontur konvoj kopia kopist kopp koppar korall korda korg korint korist kork korkek korn korp
kors kort korte korv kosack kossa kostym kota kotte krabba krafs kraft krage kram kran krans krasch krass
kratta krav kredit krets krigar kris krita kritik krock krog krok krokus krom krona kross krubba kruka
krupp krut krycka krydda krypta kubism kudde kugge kula kuliss kull kulle kultur kumpan kund kung kupa
kupol kupong kupp kurir kurs kurva kusin kusk kust kutym kuvert kvalm kvark kvarka kvarn kvart kvast kviga
kvinna kvint kvist kvitt kvot kyla kyrka labb lack lada lag lagbok lagun laka lakan lakej lama lamm lampa
land landar langar lans lapp lapsus larv lass last lavett layout leda leds legion lejon leksak lektyr lera
levang levern levit levnad lian licens lift liftar liga like lilja limpa lina lind lingon linjal lins lisa
lista lite livboj ljud ljung ljus ljusa lock loft logg logik lojhet lokal loop lopp loppa lord lots lott
lotus lovlig lucka luft lugg lugn lukt lunch lund lunta lupp lust lusta luta lycka lydnad lykta lymfa lyra
lyrik lyst maffia magi magnet major majs maka make makt mall malm mandat mandom maner maning manna mantal
manual manus mapp mark markis marsch martyr mask maska maskin massa mast mat matar match matris matros
matsal matta maxim medalj media mejeri melodi melon mening merit metall meteor metod middag midja mila
miljon mink minut miss mitt modell modem modul mognad moln moment moms mora moral moras morgon morot mossa
mosse motbok motell motion motiv motpol muff mugg mula munk murar musch musik mussla must mygg mygga mylla
mynt myra myrra mystik myteri nacke nalle namn napp narv nation natt natur nejd nick nisch nitrat nittio
nolla nord norm norna notis nova novell novis nutid nyans nyhet nypa nytta obehag objekt oblat ocean odds
odjur odlar odling offert oktav oktett oliv olja oljud ollon olust olycka ombud omlopp omslag omsorg
onsdag onyx opera optik option ordbok ordlek ordval organ orkan orlov orre orsak ost ostron otur otyg
ovilja oxid oxvagn pack packe padda paket pakt palats palett pall palm palt panel panik panna papaya papp
papper par parad park paroll part parti pascha pass pasta pastej patent paulun paus pedal pekar pendyl
peng penna period person peruk pilot pilt pinne pipa piska pistol pizza plakat plan planet plank planka
planta plask plasma plast plats platta plikt pling plit plog plugg plump pluton plym poem poet pojke pokal
polar polis pompa port post potens pott potta prakt pralin prat prefix prelat press prick prins pris
prisma profet profil profit prolog propp prosa prost prov publik puka pulka pulsar pump pund punkt punsch
pupill puppa purism puss pyts rabatt radhus radian raket ramp ramsa rand ranson rask rauk razzia rebell
reda rederi redutt reflex reform refug regent regim region regn reklam rekord rekryt relief remsa renhet
replik repris reptil resa reserv respit rest restid resurs retina reva revers ribba ring ringar ringe ripa
risk ritt ritual rival robot rock roll rot rubb rubrik ruin rulle runa rusch russin ruta rutin rutt ryck
rygg rymd rynka rytm safir saft saga sakfel saknad sallad salong salt salut samlar samma sammet samtal
samtid sand satir sats sax scen schah schema schism sefir sefyr seglar segrar sejour sekret sekund senap
senat senior seraf serve sextio sfinx siar sida siffra sigill signal sikt sikte simmar sippa sirap sirat
siren sits sjua sjung skaft skal skala skald skalk skall skalm skans skapar skara skarv skata skatt sked
skede skena skepp sketch skick skida skift skifte skikt skinka skiss skiva skjul skjut skock skog skola
skopa skorpa skotte skratt skrev skreva skrift skrin skriv skrock skrot skrov skrubb skrud skruv skugga
skull skulle skur skurk skuta skvalp skydd skydde skylt skymt skytt skytte sladd slag slagg slamsa slana
slang slant slev slinga slinka slips slit slott slukar slump slup sluss smak smed smedja smink smula smurf
smycke snack snara snitt snok snus snut snutt snuva socka soffa soja sol soldat solist sommar sonson sopa
soppa sopran sork sorl sort sorti spad spade spak spalt spanar spann sparar spark sparv spejar spel spelar
spene spets spigg spik spilta spira spis spjut spole sport spratt sprint sprit sprund spruta stab stack
stad stadga stake staket stall stare start stat stativ stav steg stege stek sten stick stift stig stil
sting stock stod stoff stoft stol stolpe stomme stop stork storm storma strand streck strid strof strul
strupe struts stubb stubbe studs stuga stump stund stut styck stycke stygn styr styrka suffix sula sultan
summa sump sund surdeg surr svacka svala svalg svalka svall svamp svan svans svar svarar svek svin svinn
svit svulst syfte sylta symbol syne syntax syntes syra syren syrsa syrtut syskon syssla system tabell tack
tagg tak takt taktik tala talang talar tall talong tand tandem tank tanke tapet tapir tariff tarm tavla
taxa tefat teknik telex tema tenn tennis teolog teorem teosof term termin termit tesked test testar text
textil tid tilja timme ting tinne tiotal tips tisdag tittar tjabb tjog tjugo tjur tobak tofs toga tokeri
tolk tomat tomt tomte tonart tonsur topp torg torka torn torped torsk torv torva trafik tragik trakt trall
tramp trams trappa trasa trast trauma trav trave trea trend trevar trick triumf trolig troll tron tropik
tropp trosa tross truck truism trumma trupp trust trut tryck tuba tull tulpan tumme tumult tunga tunna
tupp turbin turism turist tuss tuva tveka tvist tyck tydlig tyngd udde uggla undra ungdom unge union
upphov upprop uppror urberg urbild urna urskog urtid urval utbjud utbud utbyt utdata utdrag utfall uthus
utkant utkast utland utlopp utrop utsaga utsida utsikt utslag utspel uttag uttal vada vadmal vagga vagn
vakt vaktar vala valk vall vallon valp vals valuta valv vana vanlig vant vante vara vardag varg varp
varulv varv vass veck vecka ved vegan veke vekhet ventil verb verk verka vers vessla vett vidd viking vikt
vila vild vilde vilja villa vind vinda vinge vink vinst viol vipa vippa visa visdom vise vishet vision
visit visp viss vittne vokal volym vrak vred vrid vrist vulkan vykort yrke zebra
`
  .trim()
  .split(/\s+/u);
