import FiscalModel

extension IdentityCase {
    /// Reports that mislead: shared names, other bodies, other years, short names, templates, moved counties.
    static let hard: [IdentityCase] = [
        // A short name in the title, the full one only in the signature.
        .init(
            "常宁市工商业联合会", "430482", 2022, .performanceSelfEvaluation, "federation",
            """
            常宁市工商联2022年度部门整体支出绩效自评报告
            市财政局：
            根据《常宁市财政局关于开展2022年度绩效自评工作的通知》要求，现将自评情况报告如下。
            一、基本情况
            市工商联现有在职人员6人。衡阳市财政局、常宁市餐饮商会、常宁市财政局多次到市工商联调研。
            常宁市工商业联合会
            2023年3月15日
            """),
        // A budget that says in its title that “三公” is in it is a budget.
        .init(
            "凤山县水利局", "451223", 2019, .budget, "water_bureau",
            """
            凤山县水利局
            2019年部门预算及“三公”经费预算公开
            一、主要职能
            """),
        .init(
            "凤山县水利局", "451223", 2019, .finalAccounts, "water_bureau",
            """
            凤山县水利局2019年度部门决算和“三公”经费公开情况说明
            一、主要职能
            """),
        .init(
            "凤山县水利局", "451223", 2019, .threePublicDisclosure, "water_bureau",
            """
            凤山县水利局2019年度“三公”经费决算公开
            一、总体情况
            """),
        // The seal and the chamber beside the name are no part of it.
        .init(
            "临高县工商业联合会", "469024", 2023, .performanceSelfEvaluation, "federation",
            """
            2023年度部门整体支出绩效自评报告
            单位名称（盖章）：临高县工商业联合会（总商会）
            报告日期：2024年2月28日
            一、单位概况
            """),
        // A county name that four cities share, told by the city's name.
        .init(
            "徐州市鼓楼区教育局", "320302", 2023, .finalAccounts, "education_bureau",
            """
            徐州市鼓楼区教育局2023年度部门决算
            目录
            """),
        // The same told only by the rest of the text.
        .init(
            "鼓楼区商务局", "350102", 2023, .budget, "commerce_bureau",
            """
            鼓楼区商务局2023年度部门预算
            一、部门主要职责
            贯彻执行福建省、福州市有关内外贸的方针政策。
            二、预算收支总体情况
            """),
        // And told by the credit code alone.
        .init(
            "朝阳区总工会", "220104", 2022, .performanceSelfEvaluation, "trade_union",
            """
            朝阳区总工会2022年度整体支出绩效自评报告
            统一社会信用代码：81220104MC0000001X
            一、基本情况
            """),
        // 和县 is also part of “县委和县政府”.
        .init(
            "望江县工商业联合会", "340827", 2021, .finalAccounts, "federation",
            """
            望江县工商业联合会2021年度部门决算
            一、部门职责
            在县委和县政府领导下开展工作，完成县委和县人民政府办公室交办的任务，完成县级任务。
            """),
        // 共和县 is another county than the one in 中共和县委.
        .init(
            "中共和县委员会组织部", "340523", 2023, .budget, "party_department",
            """
            2023年中共和县委员会组织部部门预算
            一、部门职责
            """),
        // A county of two characters after the year.
        .init(
            "道县工商业联合会", "431124", 2022, .performanceSelfEvaluation, "federation",
            """
            2022年道县工商业联合会              部门整体支出绩效评价报告
            一、部门概况
            道县财政局组织了评价。
            """),
        // A county that changed its city and its code: the report's year decides.
        .init(
            "和县文化和旅游局", "341424", 2010, .finalAccounts, "culture_tourism",
            """
            和县文化和旅游局2010年度部门决算
            一、主要职能
            """),
        // A county that became a district.
        .init(
            "茌平县交通运输局", "371523", 2017, .finalAccounts, "transport_bureau",
            """
            茌平县交通运输局2017年度部门决算
            第一部分 部门概况
            """),
        .init(
            "聊城市茌平区交通运输局", "371503", 2022, .finalAccounts, "transport_bureau",
            """
            聊城市茌平区交通运输局2022年度部门决算
            第一部分 部门概况
            """),
        // A district that was renamed keeps its code.
        .init(
            "邢台市襄都区民政局", "130502", 2023, .budget, "civil_affairs",
            """
            邢台市襄都区民政局2023年部门预算信息公开
            一、部门职责及机构设置情况
            """),
        // A title set over three lines cuts the name.
        .init(
            "中共北京市昌平区委统一战线工作部", "110114", 2023, .finalAccounts, "party_department",
            """
            中共北京市昌平区委
            统一战线工作部2023年度
            部门决算
            目录
            第一部分 概况
            一、主要职能
            """),
        // The year of a template that was left in, and the year of writing.
        .init(
            "隆德县妇女联合会", "640423", 2023, .performanceSelfEvaluation, "womens_federation",
            """
            隆德县妇女联合会2023年度部门整体支出绩效自评报告
            一、部门概况
            2023年末在职人员5人。
            附：xxx2021年度部门整体支出绩效自评表
            填报单位：隆德县妇女联合会
            2024年3月8日
            """),
        // Chinese numerals.
        .init(
            "漠河市林业和草原局", "232701", 2022, .finalAccounts, "forestry_bureau",
            """
            漠河市林业和草原局二〇二二年度部门决算
            二○二三年九月十二日
            第一部分 部门概况
            """),
        // A budget that compares with the year before all the time.
        .init(
            "攸县审计局", "430223", 2024, .budget, "audit_bureau",
            """
            攸县审计局2024年部门预算
            2024年收入预算比2023年增加。2023年度收入预算、2023年度支出预算如下。
            2023年度“三公”经费预算与2023年度持平，2023年度决算尚未完成。
            """),
        // A self-evaluation form: the name stands in a cell beside its label.
        .init(
            "敖汉旗工商业联合会", "150430", 2022, .performanceSelfEvaluation, "federation",
            """
            部门整体支出绩效自评表
            （2022年度）
            部门名称
            敖汉旗工商业联合会
            主管部门
            中共敖汉旗委统战部
            年度资金总额
            """),
        // “三公” disclosure of a township, the name only in a sentence.
        .init(
            "金堂县竹篙镇人民政府", "510121", 2016, .threePublicDisclosure, "township_government",
            """
            金堂县竹篙镇2016年度“三公”经费决算情况说明
            现将金堂县竹篙镇人民政府2016年度“三公”经费支出情况说明如下：
            一、因公出国（境）费用
            """),
        // A final account whose contents speak of “三公” and performance.
        .init(
            "昌平区统计局", "110114", 2023, .finalAccounts, "statistics_bureau",
            """
            昌平区统计局2023年度部门决算
            目录
            七、“三公”经费财政拨款支出决算情况说明
            八、预算绩效管理情况说明
            九、部门整体支出绩效自评情况
            北京市财政局
            """),
        // The web page's frame names the government office and other bodies.
        .init(
            "通海县残疾人联合会", "530423", 2023, .finalAccounts, "disabled_federation",
            """
            通海县残疾人联合会2023年度部门决算
            发布时间：2024-09-20 来源：通海县残联
            一、部门概况
            上一篇：通海县总工会2023年度部门决算
            下一篇：通海县妇女联合会2023年度部门决算
            主办：通海县人民政府办公室 网站标识码：5304230001
            """),
        // A local name: the county only in the page's source.
        .init(
            "沙溪镇人民政府", "430482", 2022, .budget, "township_government",
            """
            2022年部门预算
            单位名称：沙溪镇人民政府
            来源：常宁市财政局
            一、部门基本概况
            常宁市财政局批复了预算。
            """),
        // Only the short local name and the county apart from each other.
        .init(
            "通海县工商业联合会", "530423", 2021, .performanceSelfEvaluation, "federation",
            """
            2021年度部门整体支出绩效自评报告
            填报单位：县工商联
            一、部门概况
            县工商联是通海县委领导的人民团体。通海县政府重视民营经济。
            """),
        // A subordinate body beside the bureau that it belongs to.
        .init(
            "攸县机关事业单位社会保险服务中心", "430223", 2022, .finalAccounts, "human_resources",
            """
            攸县机关事业单位社会保险服务中心2022年度单位决算
            一、单位概况
            本中心是攸县人力资源和社会保障局所属事业单位，攸县人力资源和社会保障局负责管理。
            攸县人力资源和社会保障局批复了预算。
            """),
        // A public security branch, a name inside a name.
        .init(
            "株洲市公安局渌口分局", "430200", 2023, .budget, "public_security",
            """
            株洲市公安局渌口分局2023年部门预算
            一、部门基本概况
            """),
        // 人民政府 goes on to 办公室.
        .init(
            "大理市人民政府办公室", "532901", 2023, .finalAccounts, "government_office",
            """
            大理市人民政府办公室2023年度部门决算
            第一部分 大理市人民政府办公室概况
            大理市人民政府高度重视预算公开。
            """),
        // A city-level body in a text full of counties.
        .init(
            "阳泉市工商业联合会", "140300", 2023, .performanceSelfEvaluation, "federation",
            """
            阳泉市工商业联合会2023年度整体支出绩效自评报告
            一、基本情况
            指导盂县工商联、平定县工商联、阳泉市城区工商联、阳泉市郊区工商联、阳泉市矿区工商联开展工作。
            盂县工商业联合会、平定县工商业联合会参加了会议。
            """),
        // A district called 城区.
        .init(
            "阳泉市城区卫生健康和体育局", "140302", 2022, .finalAccounts, "health_bureau",
            """
            阳泉市城区卫生健康和体育局2022年度部门决算
            主城区环境持续改善，城区面貌一新。
            """),
        // The letterhead of a document and its addressee.
        .init(
            "康定市文学艺术界联合会", "513301", 2023, .performanceSelfEvaluation, "literary_federation",
            """
            康定市文学艺术界联合会文件
            康文联〔2024〕3号
            康定市文学艺术界联合会
            关于2023年度部门整体支出绩效自评情况的报告
            市财政局：
            根据康定市财政局《关于做好2023年度绩效自评的通知》，现报告如下。
            """),
    ]
}
