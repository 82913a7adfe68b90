import FiscalModel

/// A report in a few lines of our own, and whose it is.
struct IdentityCase: Sendable, CustomStringConvertible {
    var text: String
    var unit: String
    var division: String
    var year: Int
    var kind: ReportKind
    var kindOfBody: String

    init(
        _ unit: String, _ division: String, _ year: Int, _ kind: ReportKind, _ kindOfBody: String, _ text: String
    ) {
        self.text = text
        self.unit = unit
        self.division = division
        self.year = year
        self.kind = kind
        self.kindOfBody = kindOfBody
    }

    var description: String { "\(unit) \(year) \(kind.rawValue)" }
}

extension IdentityCase {
    /// Departments of every sort in many provinces, in the forms in which their reports name them.
    static let plain: [IdentityCase] = [
        .init(
            "攸县教育局", "430223", 2023, .finalAccounts, "education_bureau",
            """
            攸县教育局2023年度部门决算
            目录
            第一部分 攸县教育局概况
            一、部门职责
            二、机构设置
            """),
        .init(
            "重庆市渝中区卫生健康委员会", "500103", 2022, .budget, "health_bureau",
            """
            重庆市渝中区卫生健康委员会
            2022年部门预算情况说明
            一、单位基本情况
            （一）职能职责。重庆市渝中区卫生健康委员会是区政府工作部门。
            """),
        .init(
            "香格里拉市残疾人联合会", "533401", 2021, .performanceSelfEvaluation, "disabled_federation",
            """
            2021年度部门整体支出绩效自评报告
            部门名称（盖章）：香格里拉市残疾人联合会
            2022年4月11日
            一、部门概况
            市残联机关内设两个股室。
            """),
        .init(
            "建德市人民法院", "330182", 2023, .finalAccounts, "court",
            """
            建德市人民法院
            2023年度部门决算公开
            一、概况
            （一）主要职责：依法审判法律规定由建德市人民法院管辖的案件。
            """),
        .init(
            "隆德县人民检察院", "640423", 2024, .budget, "procuratorate",
            """
            隆德县人民检察院2024年部门预算
            第一部分 单位概况
            一、主要职能
            隆德县人民检察院是国家的法律监督机关。
            """),
        .init(
            "上海市浦东新区人民政府花木街道办事处", "310115", 2024, .budget, "subdistrict_office",
            """
            上海市浦东新区2024年区级部门预算
            预算主管部门：上海市浦东新区人民政府花木街道办事处
            目 录
            一、部门主要职能
            """),
        .init(
            "曲阜市息陬镇人民政府", "370881", 2022, .finalAccounts, "township_government",
            """
            2022年度
            曲阜市息陬镇人民政府部门决算
            目录
            第一部分 部门概况
            """),
        .init(
            "道县第一中学", "431124", 2023, .finalAccounts, "school",
            """
            道县第一中学2023年度单位决算
            一、单位概况
            道县第一中学是道县教育局所属的公益一类事业单位。
            道县教育局对学校的预算管理提出要求。
            """),
        .init(
            "通海县人民医院", "530423", 2023, .budget, "hospital",
            """
            通海县人民医院2023年单位预算公开
            一、基本职能及主要工作
            通海县人民医院隶属通海县卫生健康局。
            """),
        .init(
            "中共攸县委员会宣传部", "430223", 2023, .finalAccounts, "party_department",
            """
            2023年度中共攸县委员会宣传部部门决算
            第一部分 中共攸县委员会宣传部概况
            一、部门职责
            """),
        .init(
            "中共芷江侗族自治县委组织部", "431228", 2024, .budget, "party_department",
            """
            中共芷江侗族自治县委组织部2024年部门预算公开说明
            一、部门基本概况
            根据《中共芷江侗族自治县委办公室关于印发方案的通知》，设立股室六个。
            """),
        .init(
            "衡山县人民代表大会常务委员会办公室", "430423", 2022, .finalAccounts, "peoples_congress",
            """
            衡山县人民代表大会常务委员会办公室
            2022年度部门决算
            第一部分 概况
            衡山县人民代表大会常务委员会办公室是衡山县人民代表大会常务委员会的办事机构。
            """),
        .init(
            "中国人民政治协商会议岳阳县委员会办公室", "430621", 2021, .budget, "political_consultative_conference",
            """
            中国人民政治协商会议岳阳县委员会办公室2021年部门预算
            一、部门职能
            县政协办公室负责县政协全体会议的会务工作。
            """),
        .init(
            "共青团双辽市委员会", "220382", 2022, .performanceSelfEvaluation, "youth_league",
            """
            共青团双辽市委员会2022年度部门整体支出绩效评价报告
            一、部门概况
            共青团双辽市委员会是双辽市青年的群众组织，团市委设两个部室。
            """),
        .init(
            "恩施土家族苗族自治州总工会", "422800", 2023, .finalAccounts, "trade_union",
            """
            恩施土家族苗族自治州总工会2023年度部门决算
            目录
            第一部分 恩施州总工会概况
            """),
        .init(
            "锡林郭勒盟行政公署办公室", "152500", 2022, .budget, "government_office",
            """
            锡林郭勒盟行政公署办公室2022年度部门预算公开报告
            第一部分 部门概况
            一、主要职能
            锡林郭勒盟行政公署办公室协助盟领导处理日常工作。
            """),
        .init(
            "科尔沁右翼前旗农牧和科技局", "152221", 2023, .finalAccounts, "agriculture_bureau",
            """
            科尔沁右翼前旗农牧和科技局2023年度部门决算公开报告
            第一部分 部门概况
            """),
        .init(
            "新疆生产建设兵团第八师财政局", "659001", 2023, .finalAccounts, "finance_bureau",
            """
            新疆生产建设兵团第八师财政局2023年度部门决算公开说明
            第一部分 单位概况
            一、主要职能
            """),
        .init(
            "苏州工业园区管理委员会", "320500", 2022, .budget, "management_committee",
            """
            苏州工业园区管理委员会2022年度部门预算
            第一部分 部门概况
            """),
        .init(
            "凉山彝族自治州生态环境局", "513400", 2023, .performanceSelfEvaluation, "ecology_environment",
            """
            凉山彝族自治州生态环境局
            2023年度部门整体支出绩效自评报告
            一、部门概况
            州生态环境局机关设科室十二个。
            """),
        .init(
            "大兴安岭地区行政公署财政局", "232700", 2021, .budget, "finance_bureau",
            """
            大兴安岭地区行政公署财政局2021年度部门预算
            第一部分 大兴安岭地区行政公署财政局概况
            """),
        .init(
            "广西壮族自治区残疾人联合会", "450000", 2023, .finalAccounts, "disabled_federation",
            """
            广西壮族自治区残疾人联合会2023年度部门决算
            第一部分 自治区残联概况
            """),
        .init(
            "石河子市归国华侨联合会", "659001", 2020, .finalAccounts, "overseas_chinese_federation",
            """
            石河子市归国华侨联合会2020年度部门决算公开说明
            第一部分 部门单位概况
            """),
        .init(
            "济源市科学技术协会", "419001", 2023, .finalAccounts, "science_association",
            """
            2023年度
            济源市科学技术协会
            部门决算
            二〇二四年九月
            目录
            """),
        .init(
            "仙桃市发展和改革委员会", "429004", 2022, .performanceSelfEvaluation, "development_reform",
            """
            附件2
            2022年度仙桃市发展和改革委员会整体绩效自评表
            单位名称：仙桃市发展和改革委员会
            填报日期：2023年3月20日
            """),
        .init(
            "万宁市供销合作社联合社", "469006", 2023, .budget, "supply_cooperative",
            """
            2023年万宁市供销合作社联合社部门预算
            目录
            第一部分 万宁市供销合作社联合社概况
            """),
        .init(
            "北京市昌平区退役军人事务局", "110114", 2024, .budget, "veterans_affairs",
            """
            北京市昌平区退役军人事务局2024年部门预算
            目 录
            第一部分 部门情况说明
            """),
        .init(
            "莆田市城厢区市场监督管理局", "350302", 2023, .finalAccounts, "market_supervision",
            """
            2023年度莆田市城厢区市场监督管理局部门决算
            目 录
            """),
        .init(
            "临高县国库支付局", "469024", 2022, .finalAccounts, "government_department",
            """
            临高县国库支付局2022年度单位决算公开
            第一部分 单位概况
            """),
        .init(
            "国家税务总局和县税务局", "340523", 2023, .finalAccounts, "government_department",
            """
            国家税务总局和县税务局2023年度部门决算
            一、部门职责
            国家税务总局和县税务局是和县的税务机关。
            """),
        .init(
            "常宁市宜阳街道办事处", "430482", 2023, .performanceSelfEvaluation, "subdistrict_office",
            """
            常宁市宜阳街道办事处2023年度部门整体支出绩效自评报告
            一、部门概况
            宜阳街道下辖社区十五个。
            """),
        .init(
            "霍城县妇女联合会", "654023", 2022, .finalAccounts, "womens_federation",
            """
            新疆霍城县妇女联合会2022年度部门决算公开说明
            目录
            第一部分 部门单位概况
            """),
        .init(
            "九三学社玉溪市委员会", "530400", 2023, .budget, "democratic_party",
            """
            九三学社玉溪市委员会2023年部门预算编制说明
            一、基本职能及主要工作
            """),
        .init(
            "格尔木市红十字会", "632801", 2021, .finalAccounts, "red_cross",
            """
            格尔木市红十字会2021年度部门决算公开
            目 录
            第一部分 部门概况
            """),
    ]
}
