import Foundation

/// Archives as programs pack them, each with the same three members, and the same made by hand.
enum ArchiveOfThree {
    static let members = [
        ("决算.txt", "支出1.20万元"), ("预算.txt", "收入2.40万元，其中财政拨款2.40万元"), ("三公/说明.txt", "公务接待费0.28万元"),
    ]

    /// Name with its usual extension, and bytes.
    static let all: [(name: String, bytes: [UInt8])] = [
        ("手.zip", ZipArchive(members).bytes), ("手.rar", PackedSample.rar(members)),
        ("旧.rar", PackedSample.rar4(members)),
        ("手.tar", tar(members)),
        ("七.7z", sevenZip),
        ("散.7z", looseSevenZip),
        ("缩.zip", zip),
        ("流.zip", streamedZip),
        ("包.tar.gz", tarGzip),
        ("包.tar.bz2", tarBzip2),
        ("包.tar.xz", tarXZ),
    ]

    /// Solid LZMA, by 7-Zip.
    static let sevenZip = decoded(
        """
        N3q8ryccAAQ+s+xVxAAAAAAAAAAhAAAAAAAAAAOfO9vgAFcASF0AcqFRjlRg7n9fiKBIPKOuT2g55WwaerSjOdFKEsXXRcNG9UbQ
        0w/i3HRUeV5N4pMhkwm+3eEsmoyUON1NSFKiyS85Q96L3EwAAAAAgTMHrg/SwW/9QMCQ0v99aU2H+SZTfzYG358SPecfahiwob2L
        P/5d5dGTH7Uh2u5Sct0VT9ZGYZKd/YOOFYzFDoftnF13zLi+N8BbAvHtlfKSLtCuI15LnPeMwxp9KCphM1G1MVbEV1XMOTc5Zqp+
        AAAAFwZQAQl0AAcLAQABIwMBAQVdABAAAAyAogoBwI0W6gAA
        """)

    /// Each member by itself, by 7-Zip.
    static let looseSevenZip = decoded(
        """
        N3q8ryccAARph/tg1wAAAAAAAAAhAAAAAAAAACJnr28BABjlhazliqHmjqXlvoXotLkwLjI45LiH5YWDAAEAD+aUr+WHujEuMjDk
        uIflhYMAAQAu5pS25YWlMi40MOS4h+WFg++8jOWFtuS4rei0ouaUv+aLqOasvjIuNDDkuIflhYMAAACBMweuT6BHhnDO2GuYBRGA
        xlvMwwmuWWP+YJABHh2JR6ZatONyQUbJYpgfbMztUInpmz4Na8W7dWDD5Qu0wMUlYRNnzJOdWQnePthoiLImcw4i+guFeUFXWAvm
        S01PDb5PoGyLcno3HmVcBEscx1YAABcGZAEJcwAHCwEAASMDAQEFXQAQAAAMgKIKAZ6Ra7wAAA==
        """)

    /// DEFLATE, by 7-Zip.
    static let zip = decoded(
        """
        UEsDBAoAAAgAAOQedl301PRJGQAAABkAAAARAAAA5LiJ5YWsL+ivtOaYji50eHTlhazliqHmjqXlvoXotLkwLjI45LiH5YWDUEsD
        BAoAAAgAAOQedl3S/ki6EAAAABAAAAAKAAAA5Yaz566XLnR4dOaUr+WHujEuMjDkuIflhYNQSwMEFAAACAgA5B52XVsq134sAAAA
        LwAAAAoAAADpooTnrpcudHh0ezZl29PWpUZ6JgZPdrQ/bW1+v6fnaeu2JzvWvtiy6NmU/c+6Vzxbsw8hDQBQSwECPwMKAAAIAADk
        HnZd9NT0SRkAAAAZAAAAEQAkAAAAAAAAACCApIEAAAAA5LiJ5YWsL+ivtOaYji50eHQKACAAAAAAAAEAGAAAdbJCNXrdAQAAAAAA
        AAAAAAAAAAAAAABQSwECPwMKAAAIAADkHnZd0v5IuhAAAAAQAAAACgAkAAAAAAAAACCApIFIAAAA5Yaz566XLnR4dAoAIAAAAAAA
        AQAYAIA8sUI1et0BAAAAAAAAAAAAAAAAAAAAAFBLAQI/AxQAAAgIAOQedl1bKtd+LAAAAC8AAAAKACQAAAAAAAAAIICkgYAAAADp
        ooTnrpcudHh0CgAgAAAAAAABABgAgDyxQjV63QEAAAAAAAAAAAAAAAAAAAAAUEsFBgAAAAADAAMAGwEAANQAAAAAAA==
        """)

    /// Sizes behind the data, as servers stream it.
    static let streamedZip = decoded(
        """
        UEsDBBQACAgIAAAAIVgAAAAAAAAAAAAAAAAKAAAA5Yaz566XLnR4dHs2Zf3T9l2GekYGT3a0P21tBgBQSwcI0v5IuhMAAAAQAAAA
        UEsDBBQACAgIAAAAIVgAAAAAAAAAAAAAAAAKAAAA6aKE566XLnR4dHs2ZdvT1qVGeiYGT3a0P21tfr+n52nrtic71r7YsujZlP3P
        ulc8W7MPIQ0AUEsHCFsq134sAAAALwAAAFBLAwQUAAgICAAAACFYAAAAAAAAAAAAAAAAEQAAAOS4ieWFrC/or7TmmI4udHh0e9q6
        5mnXwmd9S5/ua32xZaeBnpHFkx3tT1ubAVBLBwj01PRJHAAAABkAAABQSwECFAMUAAgICAAAACFY0v5IuhMAAAAQAAAACgAAAAAA
        AAAAAAAAgAEAAAAA5Yaz566XLnR4dFBLAQIUAxQACAgIAAAAIVhbKtd+LAAAAC8AAAAKAAAAAAAAAAAAAACAAUsAAADpooTnrpcu
        dHh0UEsBAhQDFAAICAgAAAAhWPTU9EkcAAAAGQAAABEAAAAAAAAAAAAAAIABrwAAAOS4ieWFrC/or7TmmI4udHh0UEsFBgAAAAAD
        AAMArwAAAAoBAAAAAA==
        """)

    /// By GNU tar and gzip.
    static let tarGzip = decoded(
        """
        H4sIAAAAAAAAA+3UT2rCQBTH8RwlJ0jf/EnS6/QEAY3QfTuKtbgK2G0DARexLhokLUUvkxnjyisYRBCyqBuTEPh9NrN4m8cM39Hj
        7/3XwgmfQ6sxVPGkPJ+V+knEyWKuIJKe8AS3iHG3GtvU3EpXo2H4NLBtaxAE/17BrXlPmWitJ7/M4VTkE61eut4H2nWIX7vv3/Xr
        /UtfoP82mGijVcIdeen/+Peu1abIV2UWm2hnZkuTbq/jrteFOyvyqVbpQ7nOzMe8oW/gZv+C1fqXns/Qfxuqx9dvn2ae6K0qsx9y
        +CNKBwAAAAAAAAAAAAAAAADooRO+7yMwACgAAA==
        """)

    static let tarBzip2 = decoded(
        """
        QlpoOTFBWSZTWUrhwLkAAP3//eoAAEBAAf/AAACBAGAAnkAPvQTAMkeNdYABh+KACDAA2awaqfpQ9QeoAAAAADTQeo2oPZSFepI9
        BMRpo0wjRpo000NDJo00yMTBFJU/SJkMgNNpGjGiBoGgaBoxH9SNllJg5SAWJiA7dFq22Btu/RWhrjaYFCSEMmlkznWMnSd2y0UQ
        D63JAN69G0husM1ZEuQ3owPGAe+zTmYhUsYw6iBQGIcEwgqQoPTCAUBUkTq8xpbg4BwM2+4mbUw1O81NlyB4aALsHukfkUKgPAKA
        4mbOqlkx4NvZQcuUYkMbHBYXjA2hpG+cATk+Oq0YU/TBmrvQzS9HbQgAB/F3JFOFCQSuHAuQ
        """)

    static let tarXZ = decoded(
        """
        /Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4Cf/AOJdAHKhkm51mgb6+nB0fZJy32uzePFavx2kKk/28nEWLixwv40qWT6zFNhE6tCG
        UBfAghK+Iy8fxO5+/764rI1YcmZX/D2iWlkA3RBTsYKTzJSH3AmYuJqaEoUH2vsseXpkYYZfG8UxBPnxIx66IU3i95nUwLVAQq+C
        HrYCzx73pAU0Pg6Y3xmoOF5KLf2CYAc76AApS78Vid+SBBF1rXP+W0E1AqApDTZunwncefzbePRJazGCHTJH5jbLsjmJ2M4wXJFc
        xMBxzVUd9BeKGSPlHPOyDHZiFT0hV3xiV/LR5+MU3E8AAAB9JSimemF2kQAB/gGAUAAAjx1IULHEZ/sCAAAAAARZWg==
        """)

    private static func decoded(_ text: String) -> [UInt8] {
        Data(base64Encoded: text, options: .ignoreUnknownCharacters).map { [UInt8]($0) } ?? []
    }

    static func tar(_ members: [(String, String)]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (name, text) in members {
            let data = Array(text.utf8)
            let length = String(data.count, radix: 8)
            var header = Array(name.utf8)
            header += [UInt8](repeating: 0, count: 100 - header.count)
            header += Array("0000644\u{0}0000000\u{0}0000000\u{0}".utf8)
            header += Array((String(repeating: "0", count: 11 - length.count) + length).utf8)
            header += Array("\u{0}00000000000\u{0}        0".utf8)
            header += [UInt8](repeating: 0, count: 257 - header.count) + Array("ustar\u{0}00".utf8)
            header += [UInt8](repeating: 0, count: 512 - header.count)
            let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
            header.replaceSubrange(
                148..<156, with: Array((String(repeating: "0", count: 6 - sum.count) + sum + "\u{0} ").utf8))
            bytes += header + data + [UInt8](repeating: 0, count: (512 - data.count % 512) % 512)
        }
        return bytes + [UInt8](repeating: 0, count: 1_024)
    }
}
