/**
 * What people write beside a patient in ordinary clinical Swedish, of whom nothing says that anybody is protected. Many
 * hold a word that is also one of protection, or nearly.
 */
export const CLINICAL_SENTENCES: readonly string[] = `
Rikligt med sekret från luftvägar
Sekret från luftvägar, sugs vid behov
Hostar upp segt sekret
Segt sekret morgon och kväll
Mycket sekret i svalget
Gult sekret från såret
Sparsamt sekret i förbandet
Blodigt sekret från näsan
Purulent sekret, odling tagen
Illaluktande sekret från bensår
Problem med sekret, slemlösande insatt
Sekretmobilisering med PEP-flöjt
Sekretstagnation, andningsgymnastik x 3
Sekretodling tagen 12/9
Sekretets färg har ändrats
Ökad sekretion från stomin
Nedsatt sekretion av insulin
Sekretorisk diarré utredd
Trakeostomi, klart sekret
Slem och sekret i trachealkanylen
Besväras av sekret nattetid
Sekret i ögonen, droppar insatta
Tunt sekret kring PEG
Byter skydd x 4 per dygn
Stort skydd nattetid, Tena Maxi
Använder inkontinensskydd dygnet runt
Inkontinensutredning gjord, nytt skydd utprovat för urinläckage
Skyddet byts av hemtjänsten
Klarar att byta skydd själv
Behöver hjälp med skydd vid toalettbesök
Provar ut mindre skydd, blöja för stor
Ringa läckage, klarar sig med litet skydd
Höftskydd utprovat av arbetsterapeut
Hälskydd båda hälarna
Armbågsskydd och hälskydd beställda
Sängskydd behövs
Madrasskydd finns i hemmet
Munskydd vid hosta
Ansiktsskydd vid omvårdnad
Andningsskydd används av personalen
Hörselskydd vid MR
Smittskydd informerat om MRSA
Anmälan enligt smittskyddslagen gjord
Barriärskydd, hudskydd kring stomin
Huden skyddas med barriärkräm
Hälarna ska skyddas mot tryck
Såret skyddas med förband vid dusch
Såret är väl skyddat
Skyddad hud kring stomin
Huden bör skyddas från fukt
Skyddskläder används vid omläggning
Skyddshandskar och förkläde vid smitta
Skyddsutrustning finns i hallen
Skyddsrond genomförd i hemmet
Skyddsombudet har varit på hembesök
Sänggrindsskydd monterat
Skyddsbedömning gjord utan åtgärd
Skyddsåtgärder i form av larm
Brandskydd: spisvakt installerad
Fallskydd vid sängen
Trycksårsskydd och vändschema
Har skyddad anställning på Samhall
Skyddat arbete halvtid
Arbetar på skyddad verkstad
Oskyddat fall mot armbåge
Solskydd rekommenderas
Vaccinationsskydd mot TBE saknas
Saknar skydd mot infektion, vaccin planeras
Hotad abort 2019
Hotad fot, kärlkirurgen kontaktad
Hotat bröst
Kritisk ischemi, hotad extremitet
Medlem i Anonyma Alkoholister
Går på anonyma narkomaner
Anonym anmälan har tidigare utretts
Anonym donator
Medicin lämnas inte ut till patienten själv
Läkemedel får ej lämnas ut utan signering
Nycklar lämnas inte ut till anhöriga
Cigaretter lämnas inte ut på avdelningen
Dosett lämnas ej ut
Mat får inte lämnas ut innan undersökning
Samtycke till att bryta sekretess finns
Sekretess mellan kommun och region är bruten med samtycke
Patienten har efterkänt att bryta sekretessen
Har brutit sekretessen mot habiliteringen enligt samtycke
Sekretessen hävd mot barn och anhöriga
Sekretessbrytande samtycke inhämtat
Hävt sekretess gentemot anhöriga
Sekretessavtal undertecknat av tolken
Sekretessförbindelse finns för frivillig
Läkarsekreterare bokar återbesök
Med. sekr. skickar kallelse
Medicinsk sekreterare informerad
Kontakta läk.sekr. för tid
Soc. sekr. Anna Berg deltar i mötet
Socialsekreterare kallad till möte
Mott. sekr. meddelad
Sekundärprofylax insatt
Sekventiell behandling
Sektionsledare informerad
Fingersår vänster hand
Fingrarna svullna
Fingertoppskänsel nedsatt
Amputerat finger
Fingerledsartros
Fingerar ensamhet
Kvarstående besvär efter stroke
Kvarliggande kateter
KAD kvar, byte var tredje månad
Kvarvarande smärta i höften
Skriven på korttiden till fredag
Utskriven till hemmet
Skyndsam handläggning önskas
Skyndar långsamt med rehab
Skadad hand, gips i fyra veckor
Skakad efter fallet
Skyller på trötthet
Skuldkänslor kring sjukdomen
Känslig hud
Känslig för starka ljud
Känslig mage
Helig plats för familjen
Hemlighetsfull kring sitt drickande
Spärr i axeln, rörelseinskränkning
Spårat läckage till lymfdränage
Sparsam med orden
Spärrhake på rullatorn är trasig
Sperma
Dolt blod i avföring, F-Hb positiv
Dold fraktur kan inte uteslutas
Doltes
Protein i urinen
Protes höger ben
Protesförsörjning pågår
Protektiv ventilation under op
Konfirmerad pneumoni
Konfusion nattetid
Konfidensintervall saknas
Kodein utsatt
Koden till dörren finns hos hemtjänsten
Portkod 1234, nyckelskåp finns
Kod 3 enligt triage
Trygghetslarm installerat
Orolig nattetid, svårt att sova
Upprepade fall i hemmet senaste månaden
Behöver hjälp vid förflyttning, två personer
ADL-bedömning gjord av arbetsterapeut
Fysioterapeut tränar gång dagligen
Nutritionsdryck två gånger per dag
Viktnedgång fem kilo på tre månader
Trycksår grad 2 på sakrum
Bensår läggs om tre gånger i veckan
Såromläggning av hemsjukvården
KOL grad III, syrgas i hemmet
Hjärtsvikt, vägs dagligen
Diabetes typ 2, insulin ges av hemsjukvården
Warfarin, nästa PK fredag
Palliativ vård i livets slut
Brytpunktssamtal genomfört
Anhöriga informerade
Närstående deltar gärna i mötet
Dottern är kontaktperson
Sonen hämtar vid utskrivning
Maken orkar inte längre
Ensamboende, inga anhöriga i närheten
Bor i lägenhet utan hiss
Bostadsanpassning ansökt
Rullator och duschpall utprovade
Hjälpmedel beställda till fredag
Korttidsplats önskas efter utskrivning
Särskilt boende beviljat
Växelvård var tredje vecka
Hemtjänst fyra gånger per dag
Trygghetsbesök nattetid
Dagverksamhet två dagar i veckan
Personlig assistans beviljad
LSS-handläggare kallad
God man utsedd
Fullmakt finns för ekonomi
Tolk behövs, arabiska
Hörapparat båda öronen
Synnedsättning, starr opererad
Sväljsvårigheter, förtjockad kost
Logoped kopplad
Dietist kopplad
Kurator har samtal varje vecka
Psykiatrin följer upp
Depression, medicin insatt
Ångest, samtalskontakt
Demens, utredning pågår
Minnesutredning planerad i oktober
Urinvägsinfektion, antibiotika i sju dagar
KAD dragen, blåsscanning utan anmärkning
Förstoppning, laxering vid behov
Illamående efter cytostatika
Njursvikt, dialys tre gånger i veckan
Höftfraktur opererad, fri belastning
Gips avlägsnas om två veckor
Återbesök ortopeden 3 november
Provtagning på hälsocentralen måndag
Remiss skickad till rehab
Läkemedelsgenomgång gjord
Dosdispenserade läkemedel
Smärta, morfin vid behov
Allergi mot penicillin
Blodtryck följs varje vecka
Yrsel vid uppresning
Stroke i maj, afasi
Epilepsi, anfallsfri sedan 2023
Parkinson, tider för medicin viktiga
MS, nedsatt kraft i benen
Cancer, kontaktsjuksköterska onkologen
Stomi, byter själv
Sondmat nattetid
Tracheostomi, sugs var fjärde timme
CPAP används
Rökstopp diskuterat
Alkohol, motiverande samtal
Missbruk i anamnesen
Hembesök inplanerat
Vårdplaneringsmöte bokat via video
Uppföljning efter 14 dagar
Kallelse accepterad av kommunen
Utvärdering i november
Målet är att kunna gå ut själv
Vill bo kvar hemma
Önskar möte på eftermiddagen
Fast vårdkontakt utsedd på hälsocentralen
Samordnas av distriktssköterska
Avslutas efter nästa möte
Inga ytterligare insatser
`
  .split('\n')
  .filter((line) => line !== '');

/** What such lists have above and below their rows. */
export const HONEST_NOTES: readonly string[] = [
  'Sekretess råder enligt OSL 25 kap. 1 §',
  'Uppgifterna omfattas av sekretess',
  'Sekretesskyddad handling',
  'Sekretessmarkerad handling',
  'Utskrivet av Eva Skydd',
  'Utskriven av Karin Hemligson 2025-09-15',
  'Sekretess råder. Frågor: Ulla Nyström, tel 060-12 34 56',
  'Hanteras enligt sekretesslagen',
  'Får ej spridas till obehöriga',
  'Får ej lämnas ut till obehörig',
  'Listan får inte lämnas ut',
  'Skrivskyddad lista, fyll i kolumn K',
  'Lösenordsskyddad fil',
  'Kontakta läk.sekr. vid frågor',
  'Personuppgifter hanteras enligt dataskyddsförordningen',
  'Dataskyddsombud: Anna Berg',
  'Innehåller inga skyddade personuppgifter',
  'Exkl. skyddade personuppgifter',
  'Sekretessavtal krävs för åtkomst',
  'Rikligt med sekret = slemlösande',
];
