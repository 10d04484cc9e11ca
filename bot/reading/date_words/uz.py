"""Uzbek words of dates, in Latin and in Cyrillic script: both are understood by whoever chose one."""

from typing import Final

from bot.reading.date_words.row import DateWords

UZBEK: Final = DateWords(
    months=(
        "yanvar январ январь",
        "fevral феврал февраль",
        "mart март",
        "aprel апрел апрель",
        "may май",
        "iyun iyn yun июн июнь",
        "iyul iyl yul июл июль",
        "avgust август",
        "sentabr sentyabr сентабр сентябр сентябрь",
        "oktabr oktyabr октабр октябр октябрь",
        "noyabr noyab ноябр ноябрь",
        "dekabr декабр декабрь",
    ),
    either={
        # Months of the old solar calendar begin about the 21st, in the middle of ours.
        "hamal ҳамал": (3, 4),
        "savr савр": (4, 5),
        "javzo жавзо": (5, 6),
        "saraton саратон": (6, 7),
        "asad асад": (7, 8),
        "sunbula сунбула": (8, 9),
        "mezon мезон": (9, 10),
        "aqrab ақраб": (10, 11),
        "qavs қавс": (11, 12),
        "dalv далв": (1, 2),
        "hut ҳут": (2, 3),
    },
    days_away={
        0: "bugun бугун shu_bugun шу_бугун",
        -1: "kecha keche кеча кече",
        -2: "oʻtgan_kuni ўтган_куни oʻtgan_kun ўтган_кун oʻtkan_kuni бурноғи_кун burnogʻi_kun",
        1: "ertaga эртага эртан ertan",
        2: "indin indinga индин индинга",
    },
    years_away={-1: "bultur бултур", -2: "oʻtgan_yildan_oldin"},
    day="kun kuni кун куни",
    week="hafta haftada xafta ҳафта",
    month="oy ой oyi ойи",
    half_year="yarim_yil ярим_йил",
    year="yil йил yili йили y й yilgi йилги yillik",
    ago="boʻldi бўлди oldin avval ilgari muqaddam олдин аввал илгари муқаддам burun бурун",
    ahead="keyin soʻng кейин сўнг",
    last="oʻtgan ўтган oʻtkan ўткан oʻtgangi avvalgi аввалги",
    this="shu bu joriy шу бу жорий",
    following="keyingi kelgusi kelasi кейинги келгуси келаси",
    numbers={
        1: "bir бир birinchi биринчи",
        2: "ikki икки ikkinchi иккинчи iki ики",
        3: "uch уч uchinchi учинчи",
        4: "toʻrt тўрт toʻrtinchi тўртинчи",
        5: "besh беш beshinchi бешинчи",
        6: "olti олти oltinchi олтинчи",
        7: "yetti етти yettinchi еттинчи etti",
        8: "sakkiz саккиз sakkizinchi саккизинчи sakiz сакиз",
        9: "toʻqqiz тўққиз toʻqqizinchi тўққизинчи toqiz",
        10: "oʻn ўн oʻninchi ўнинчи",
        20: "yigirma йигирма yigirmanchi йигирманчи",
        30: "oʻttiz ўттиз oʻttizinchi ўттизинчи",
    },
    about="taxminan тахминан chamasi чамаси qariyb қарийб balki балки",
    thirds=(
        "boshi boshida boshlari боши бошида бошлари",
        "oʻrtasi oʻrtasida oʻrtalari ўртаси ўртасида ўрталари",
        "oxiri oxirida oxirlari охири охирида охирлари",
    ),
    weekdays="dushanba seshanba chorshanba payshanba juma shanba yakshanba душанба сешанба чоршанба пайшанба "
    "жума шанба якшанба",
    filler="kechasi kechqurun ertalab kunduzi tunda beri кечаси кечқурун эрталаб кундузи тунда бери sana "
    "sanasi сана санаси dan дан gacha гача boshlab бошлаб qadar қадар edi эди men мен keldim kirdim "
    "келдим кирдим ketdim chiqdim кетдим чиқдим kelganman келганман tugʻilganman туғилганман tugʻilgan "
    "туғилган bundan бундан",
    joints="va ва keyin кейин",
    endings="sida sidan sigacha сида сидан сигача da dan ga gacha kacha ni ning si inchi nchi chi i gi "
    "ida idan iga igacha ining larda lari larida да дан га гача кача ни нинг си инчи нчи чи и ги "
    "ида идан ига игача ининг ларда лари ларида",
)
