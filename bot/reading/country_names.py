"""What people call a country beside the name that it has in the lists of Babel."""

from collections.abc import Mapping
from typing import Final

OTHER_NAMES: Final[Mapping[str, str]] = {
    "AM": "arm armenian hayastan armaniston арманистон армения ермения армянин армянка арманӣ арман "
    "armanman armenman",
    "AZ": "aze azerbaijani azerbaycan azarbayjan ozarbayjon азербайджан азербайжан азербайчан озарбойҷон "
    "озарбайжон азербайджанец азербайджанка озар озарӣ ozarbayjonlik озарбайжонлик азербайжанчы",
    "BY": "blr belarusian byelorussia белоруссия белоруссиялык белорус белоруска belorussiya беларусь "
    "belarus",
    "GE": "geo georgian sakartvelo gruziya грузия грузин грузинка гурҷистон гурҷӣ гуржистон gurjiston",
    "KG": "kgz kyrgyz kirghizia kirgizia kirgizstan киргизстан кыргызстан киргизия киргиз киргизка кыргыз "
    "кыргызстандык кыргызмын кыргызстандыкмын qirgʻiziston qirgʻizistonlik qirgʻiz qirgʻizman kirgiziston "
    "қирғизистон қирғизистонлик қирғиз қирғизман қирғизӣ қирғизистонӣ киргизистон kyrgyzstandyk",
    "KZ": "kaz kazakh qazaqstan qozogʻiston qozoq қозоғистон қозоқ қазоқистон қазоқ казакстан казак "
    "казах казашка "
    "казахстан казакстандык qozoqman қозоқман kozogiston",
    "MD": "mda moldovan moldavia молдавия молдова молдаванин молдаванка moldaviya",
    "RU": "rus russian рф россиянин россиянка русский русская русия rossiya россия орусия орус рус рӯс",
    "TJ": "tjk tajik tojikiston tadjikistan tadzhikistan tojik tojikman tojikistonlik таджик таджичка "
    "таджикистан "
    "тоҷикистон тожикистон тажикистон тажикстан тажик тожик тоҷик тоҷикам тоҷикистонӣ тожикман тожикистонлик "
    "точик тадж таджикстан тажикмин тажикстандык",
    "UA": "ukr ukrainian украинец украинка ukraina україна украина",
    "UZ": "uzb uzbek ozbekiston oʻzbekiston uzbekiston oʻzbek oʻzbekman oʻzbekistonlik uzbekistan узбек "
    "узбечка узбекистон "
    "ӯзбекистон ӯзбек ӯзбекам ўзбекистон ўзбек ўзбекман ўзбекистонлик узбекстан өзбекстан өзбек өзбекмин "
    "өзбекстандык",
    "CN": "кнр xitoy хитой чин кытай",
    "GB": "england англия великобритания",
    "KR": "korea корея",
    "US": "usa america америка сша",
    "TR": "turkiya turkey туркия турция түркия",
    "TM": "turkmaniston туркманистон туркмения туркменстан туркмен",
    "AF": "afgʻoniston афғонистон афганистан афганистон",
}
"""By code; understood in every language, without special letters too."""

FILLER: Final = (
    "гражданин гражданка гражданство гражданства паспорт паспорта республика республики из я "
    "citizen passport republic of from i am "
    "шаҳрванди шаҳрванд шиноснома шиносномаи ҷумҳурии ҷумҳурӣ аз ман ҳастам "
    "fuqarosi fuqaroman fuqaro pasporti pasport respublikasi respublika men dan danman "
    "фуқароси фуқароман фуқаро паспорти республикаси мен дан данман "
    "жараны жаранымын жаран паспорту республикасы мен дан денмин"
)
"""Words that may stand beside the name of a country."""
