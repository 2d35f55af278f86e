"""Given names: what people are called for short, and which are two names though one letter parts them."""

from nominations.sorting.spelling import folded, sound

SHORT = """
aleksander alexander alex aleks sander sandor | aleksandra alexandra alex sandra | anders andy | andreas andy andre
| anne marie annemari | antoni anton toni | benjamin ben | birgit birgitte bitten gitte | kristian kris | kristina
kristin stina kris | kristoffer kris stoffer | daniel dan | david dave | edvard eddi | elisabet elsebet lisbet lisa
lise beti elise elsa | emanuel manu | frederik fredrik fred | gabriel gabi | gunnhild gunn | hans henrik hasse |
harald harry | henrik henry | ingeborg inga inger | ingrid inga | jakob jak | james jim | jens henrik jenshenrik |
johan johannes jon johs hans | johanna hanna | jonatan jon | josef jo | karl kalle | katarina katrine katrin kari
kate trine kati | katrine trine | lars lasse | leonard leo | ludvig ludde | magdalena magda lena | magnus mange |
margareta margrete margret grete greta peggi maggi marit merete | martin tinius | mattias matti | mikael mikkel mik
mike | nikolai niko | nikolas niko klas | olav ola ole | oliver olli | patrik pat | per pelle | peter petter pete
peder | rasmus ras | robert rob bob bobbi | samuel sam | sebastian seb basse | stefan steffen stef | susanne susanna
sanne sus | terese tea resi | teodor teo | tomas tom tommi | torbjorn tobben tor | torstein tor | tore tor |
valdemar valde | viktoria viki | viliam vilhelm bill vill villi | josefine fine | karoline line | pauline line |
nikoline line | abdullah abdul | muhamed mohamed mohammad
"""

KNOWN = """
aksel albert aleksander alf alfred amalie amanda anders andrea andreas ane anette anita anja anna anne annika arild
arne aron arvid asbjorn aslaug astrid atle aud august aurora axel beate benedikte benjamin bente berit bernt birger
birgit birgitte bjarne bjorg bjorn bo borge brede brit bard camilla carl charlotte christian christina daniel david
dag ebba edvard egil einar eirik elena eli elias elin eline elisabeth ella ellen elsa else emil emilie emma endre
erik erika erling espen esther eva even fatima finn fredrik frida frode gerd geir georg grete gro gudrun gunn gunnar
gustav guro hakon halvor hanna hanne hans harald hege heidi helena helene helge henning henrik henriette hilde
hildegunn hugo ida inga inge ingeborg inger ingrid ingvild irene iris isak iselin ivar jakob jan janne jens jenny
jeppe johan johanna johannes john jon jonas jorgen jorn jorunn josef josefine julia julie julius jonny karen kari
karin karl karoline katarina katrine kasper kent ketil kim kine kirsten kjell kjersti klara knut kristian kristin
kristina kristine kristoffer lars lasse laura lea leif lena lene lina linda line linn linnea lisa lisbeth lise liv
liva louise lucas ludvig luna magne magnhild magnus maja malin mads margit margrete mari maria marie marianne marit
marius markus marte martha martin martine mathias mathilde maren mats mattis maud merete mette mia michael mikkel
mina mona monica morten nanna natalie nicolai nils nina njal nora odd ola olav ole oline olga oliver oscar oskar
otto ove pal patrick per pernille peter petra petter pia preben ragna ragnar ragnhild randi rasmus rebekka reidar
rikke rita robert robin roger rolf ronja rune runar ruth sander sandra sara sarah sebastian selma signe sigrid
sigurd silje simon sindre siri siv sofie solveig stein steinar sten stian stig stine susanne svein sven sverre
svanhild synne terje thea thomas thor tina tiril tobias tom tomine tommy tone tor tora torbjorn tord tore torhild
torill torstein torunn tove trine trond trude trygve tuva ulf ulrik unn unni vegard vera vetle vibeke victoria vidar
vilde viktor vilma wenche willy yngvar yngve yngvild yvonne age ase asa ashild oivind oystein
"""

NICKNAMES: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (names[0], frozenset(names[1:]))
    for names in ([sound(folded(word)) for word in line.split()] for line in SHORT.split("|"))
)
GIVEN_NAMES = frozenset(sound(word) for word in folded(KNOWN).split())
