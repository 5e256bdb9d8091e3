"""Chinese, in simplified and traditional characters."""

from ragassist.language.pack import LanguagePack

_MATERIAL = r"(?:来源|资料|文档|文件|文本|原文|上下文|段落|文中|來源|資料|文檔|段落中)"

PACK = LanguagePack(
    code="zh",
    scripts=("Hani",),
    script_letters=4,
    grammar_signs=frozenset("是的了在为為于於和与與有就都也被"),
    asking="什么|什麼|谁|誰|哪|几|幾|多少|何|怎|为什么|為什麼",
    negation=(
        r"故障|坏了|壞了|缺席|"
        r"空腹|"
        r"不|没|沒|未|无|無|免(?=费|費|签|簽|税|稅|收|票|押)|禁|缺少|缺乏|缺|失效|取消|关门|关闭|停业|拒绝|勿|非(?=会员|本|法|必|卖|公)|落榜|停止"
    ),
    negation_exceptions=(
        r"^\s*(?:不|不是)[,،，、.。!]|不锈钢|不鏽鋼|不[仅僅但只光](?!有|能)|不仅|不同|不[过過](?=，|,|$)|不[断斷]|不少(?!于)|不久|不得不|不[论論]|不管|[无無][论論线線]|未来|"
        r"未來|未成年|差不多|不[错錯]|了不起|是不是|能不能|可不可以|有[没沒]有|要不要|不超[过過]|不少于|不低于|不高于|不早于|[不勿](?:得|能|应)?[晚迟遲][于於]|不大于|不小于|[无無]花果|"
        r"[无無]人机|不可避免|不[动動][产產]|[无無]机|[对對]不起|[否]则|不定期|不等|未[满滿]|不[满滿]|禁不住|要不|缺一不可|不一定"
    ),
    material=_MATERIAL,
    refusals=(
        rf"{_MATERIAL}[^。]{{0,30}}(?:没有|并未|未|沒有|並未|无法|不)(?:直接|明确|具体|任何)?"
        r"(?:提及|提到|提供|说明|包含|给出|指出|记载|記載|找到|涉及|回答|说|含)",
        r"(?:没有|未|找不到|沒有)(?:任何)?(?:找到|提供|提及)?(?:关于|有关|相关|關於|相關)[^。]{0,40}(?:信息|资料|内容|答案|資訊|資料)",
        r"(?:无法|不能)(?:从|根据|在)?[^。]{0,20}(?:确定|回答|找到|得知|判断)[^。]{0,12}(?:答案|问题|信息|。|$)",
    ),
    according=r"(?:根据|根據)[^，、。]{1,40}[，、]",
    follow_up_signs=(
        r"^(那|那么|还有|另外|然后|为什么|而|如果|其他|其余)|呢\s*[?？]?\s*$",
        r"[它他她]|(?<!的)[这那](?!台|家|所)|其中|另一|第[一二三四五六七八九十]个|后者|前者|两者|上述|该",
    ),
    joining=frozenset(("和", "与", "及")),
    before_a_name=r"(?:根据|根據|依据|按照|参见|参考|见|在|从|如)\s*$",
    comparing="多少[个個人种種次台座家]|[几幾][个個种種次台位]|比[较較]|[区區][别別]|不同|一共|共有|相比",
    half="半个?",
    and_a_half="半",
    locales=("zh_Hant",),
    unit_words={
        "length-kilometer": ("千米", "公里"),
        "length-meter": ("米", "公尺"),
        "length-centimeter": ("厘米", "公分"),
        "mass-kilogram": ("千克", "公斤"),
        "mass-gram": ("克", "公克"),
        "mass-tonne": ("吨", "噸", "公吨"),
        "area-square-meter": ("平方米", "平米", "平方公尺"),
        "volume-cubic-meter": ("立方米",),
        "volume-liter": ("升", "公升"),
        "currency-cny": ("元", "块钱", "块", "人民币"),
        "currency-usd": ("美元", "美金"),
        "currency-eur": ("欧元", "歐元"),
        "currency-gbp": ("英镑", "英鎊"),
        "currency-jpy": ("日元", "日圆"),
        "currency-krw": ("韩元", "韓元"),
        "currency-hkd": ("港元", "港币"),
        "duration-hour": ("小时", "个小时", "小時", "钟头", "个钟头"),
        "duration-day": ("天",),
        "duration-month": ("个月", "個月"),
        "duration-minute": ("分钟", "分鐘"),
        "duration-year": ("年",),
        "duration-week": ("周", "星期", "个星期", "週"),
        "temperature-celsius": ("摄氏度", "攝氏度", "度"),
        "temperature-fahrenheit": ("华氏度", "華氏度"),
        "length-mile": ("英里",),
        "length-foot": ("英尺",),
        "length-inch": ("英寸",),
        "mass-pound": ("磅",),
        "area-square-foot": ("平方英尺",),
        "speed-mile-per-hour": ("英里/小时",),
        "area-hectare": ("公顷",),
        "power-kilowatt": ("千瓦",),
        "power-watt": ("瓦",),
        "electric-volt": ("伏", "伏特"),
        "volume-milliliter": ("毫升",),
    },
    rates={
        "hour": "每(?:个)?[小钟][时頭头時]|[/一](?:个)?小[时時]|时薪|時薪",
        "day": "每[天日]|/[天日]|一天|日均",
        "week": "每(?:个)?(?:周|週|星期)|/周",
        "month": "每(?:个)?月|/月|月租|月薪|一个月",
        "year": "每年|/年|年费|一年",
    },
)
