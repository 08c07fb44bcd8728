"""Heads of plans with noise in the names of their places, and the units that they are of."""

from typing import Final, NamedTuple


class Head(NamedTuple):
    """The words of a head and its title; `unit` is the path of the unit that it is of."""

    id: str
    issuer: str
    dateline: str
    title: str
    unit: str

    @property
    def text(self) -> str:
        """A whole short plan with this head."""
        return (
            f"{self.issuer}\n\nSố: 21/KH-UBND\n\n{self.dateline}\n\nKẾ HOẠCH\n\n"
            f"Thực hiện công tác giảm nghèo bền vững {self.title}\n\n"
            "Căn cứ Nghị định số 07/2021/NĐ-CP ngày 27 tháng 01 năm 2021 của Chính phủ;\n\n"
            "I. MỤC TIÊU\n\n1. Tỷ lệ hộ nghèo giảm 3% so với năm trước.\n"
        )


def _head(id: str, body: str, place: str, on: str, area: str, unit: str) -> Head:
    """`body` stands under «ỦY BAN NHÂN DÂN», `on` is `12/10/2021`, `area` ends the title."""
    day, month, year = on.split("/")
    dateline = f"{place}, ngày {day} tháng {month} năm {year}"
    return Head(id, f"ỦY BAN NHÂN DÂN\n{body}", dateline, f"trên địa bàn {area} năm {year}", unit)


BEFORE: Final = (
    (
        "tam-duong",
        "HUYỆN TAM ĐƯỜNG",
        "Tam Đường",
        "huyện Tam Đường, tỉnh Lai Châu",
        "huyện Tam Đường, tỉnh Lai Châu",
    ),
    (
        "hong-ngu",
        "HUYỆN HỒNG NGỰ",
        "Hồng Ngự",
        "huyện Hồng Ngự, tỉnh Đồng Tháp",
        "huyện Hồng Ngự, tỉnh Đồng Tháp",
    ),
    (
        "dak-to-re",
        "XÃ ĐẮK TỜ RE",
        "Đắk Tờ Re",
        "xã Đắk Tờ Re, huyện Kon Rẫy, tỉnh Kon Tum",
        "xã Đăk Tờ Re, huyện Kon Rẫy, tỉnh Kon Tum",
    ),
    (
        "ward",
        "PHƯỜNG ĐÔNG PHONG",
        "Lai Châu",
        "phường Đông Phong, thành phố Lai Châu, tỉnh Lai Châu",
        "phường Đông Phong, thành phố Lai Châu, tỉnh Lai Châu",
    ),
    ("province", "TỈNH KON TUM", "Kon Tum", "tỉnh", "tỉnh Kon Tum"),
    (
        "city-of-the-namesakes",
        "THÀNH PHỐ HỒNG NGỰ",
        "Hồng Ngự",
        "thành phố Hồng Ngự, tỉnh Đồng Tháp",
        "thành phố Hồng Ngự, tỉnh Đồng Tháp",
    ),
    (
        "town-before-it-was-a-city",
        "THỊ XÃ HỒNG NGỰ",
        "Hồng Ngự",
        "thị xã Hồng Ngự, tỉnh Đồng Tháp",
        "thành phố Hồng Ngự, tỉnh Đồng Tháp",
    ),
    # letters that a scan takes for others
    (
        "ocr-g-c",
        "HUYỆN TAM ĐƯỜNC",
        "Tam Đường",
        "huyện Tam Đườnc, tỉnh Lai Châu",
        "huyện Tam Đường, tỉnh Lai Châu",
    ),
    (
        "ocr-l-1",
        "HUYỆN MÙ CANG CHẢI",
        "Mù Cang Chải",
        "huyện Mù Cang Chải, tỉnh Yên 8ái",
        "huyện Mù Căng Chải, tỉnh Yên Bái",
    ),
    (
        "ocr-rn-m",
        "HUYỆN MƯỜNG KHƯƠNG",
        "Mường Khương",
        "huyện Mường Khương, tỉnh 1ào Cai",
        "huyện Mường Khương, tỉnh Lào Cai",
    ),
    (
        "ocr-h-b",
        "HUYỆN BẮC TRÀ MY",
        "Bắc Trà My",
        "huyện Bắc Trà My, tỉnh Quảng Narn",
        "huyện Bắc Trà My, tỉnh Quảng Nam",
    ),
    (
        "ocr-own",
        "HUYỆN ĐAKRÔNC",
        "Đakrông",
        "huyện Đakrônc, tỉnh Quảng Trị",
        "huyện Đa Krông, tỉnh Quảng Trị",
    ),
    ("ocr-o-0", "HUYỆN SÔNG L0", "Sông Lô", "huyện Sông L0, tỉnh Vĩnh Phúc", "huyện Sông Lô, tỉnh Vĩnh Phúc"),
    (
        "ocr-marks",
        "HUYỆN HỐNG NGỤ",
        "Hống Ngụ",
        "huyện Hống Ngụ, tỉnh Đồng Tháp",
        "huyện Hồng Ngự, tỉnh Đồng Tháp",
    ),
    (
        "ocr-commune",
        "XÃ BÀN BO",
        "Bàn Bo",
        "xã Bàn Bo, huyện Tam Dường, tỉnh Lai Châu",
        "xã Bản Bo, huyện Tam Đường, tỉnh Lai Châu",
    ),
    (
        "ocr-commune-letters",
        "XÃ PHÌ NHỪT",
        "Phì Nhừt",
        "xã Phì Nhừt, huyện Điện Biên Đông, tỉnh Điện Biên",
        "xã Phì Nhừ, huyện Điện Biên Đông, tỉnh Điện Biên",
    ),
    (
        "ocr-district-above",
        "XÃ TÂN LẬP",
        "Tân Lập",
        "xã Tân Lập, huyện K0n Rẫy, tỉnh Kon Tum",
        "xã Tân Lập, huyện Kon Rẫy, tỉnh Kon Tum",
    ),
    ("ocr-province", "TỈNH HÀ GIANC", "Hà Giang", "tỉnh Hà Gianc", "tỉnh Hà Giang"),
    (
        "letter-lost",
        "HUYỆN SI MA AI",
        "Si Ma Cai",
        "huyện Si Ma Cai, tỉnh Lào Cai",
        "huyện Si Ma Cai, tỉnh Lào Cai",
    ),
    (
        "letters-swapped",
        "XÃ NẬM MNẠ",
        "Nậm Mạ",
        "xã Nậm Mnạ, huyện Sìn Hồ, tỉnh Lai Châu",
        "xã Nậm Mạ, huyện Sìn Hồ, tỉnh Lai Châu",
    ),
    # without diacritics
    (
        "bare-district",
        "HUYEN TAM DUONG",
        "Tam Duong",
        "huyen Tam Duong, tinh Lai Chau",
        "huyện Tam Đường, tỉnh Lai Châu",
    ),
    (
        "bare-commune",
        "XA DAK TO RE",
        "Dak To Re",
        "xa Dak To Re, huyen Kon Ray, tinh Kon Tum",
        "xã Đăk Tờ Re, huyện Kon Rẫy, tỉnh Kon Tum",
    ),
    (
        "bare-name",
        "HUYỆN BUON DON",
        "Buôn Đôn",
        "huyện Buôn Đôn, tỉnh Dak Lak",
        "huyện Buôn Đôn, tỉnh Đắk Lắk",
    ),
    ("bare-province", "TINH SOC TRANG", "Soc Trang", "tinh Soc Trang", "tỉnh Sóc Trăng"),
    (
        "bare-ward",
        "PHUONG NGO MAY",
        "Kon Tum",
        "phuong Ngo May, thanh pho Kon Tum, tinh Kon Tum",
        "phường Ngô Mây, thành phố Kon Tum, tỉnh Kon Tum",
    ),
    # words glued together, or cut apart
    (
        "glued-name",
        "HUYỆN TAMĐƯỜNG",
        "TamĐường",
        "huyện TamĐường, tỉnh LaiChâu",
        "huyện Tam Đường, tỉnh Lai Châu",
    ),
    (
        "glued-commune",
        "XÃ ĐĂKTỜRE",
        "ĐăkTờRe",
        "xã ĐăkTờRe, huyện KonRẫy, tỉnh KonTum",
        "xã Đăk Tờ Re, huyện Kon Rẫy, tỉnh Kon Tum",
    ),
    (
        "glued-rank",
        "HUYỆNTAM ĐƯỜNG",
        "Tam Đường",
        "huyệnTam Đường, tỉnh Lai Châu",
        "huyện Tam Đường, tỉnh Lai Châu",
    ),
    (
        "cut-apart",
        "HUYỆN ĐA KRÔNG",
        "Đa Krông",
        "huyện Đa Krông, tỉnh Quảng Trị",
        "huyện Đa Krông, tỉnh Quảng Trị",
    ),
    (
        "hyphens",
        "TỈNH BÀ RỊA – VŨNG TÀU",
        "Bà Rịa-Vũng Tàu",
        "tỉnh Bà Rịa-Vũng Tàu",
        "tỉnh Bà Rịa - Vũng Tàu",
    ),
    # earlier spellings and names
    ("old-bac-can", "TỈNH BẮC CẠN", "Bắc Cạn", "tỉnh Bắc Cạn", "tỉnh Bắc Kạn"),
    ("old-dac-lac", "TỈNH ĐẮC LẮC", "Buôn Ma Thuột", "tỉnh Đắc Lắc", "tỉnh Đắk Lắk"),
    (
        "old-qui-nhon",
        "THÀNH PHỐ QUI NHƠN",
        "Qui Nhơn",
        "thành phố Qui Nhơn, tỉnh Bình Định",
        "thành phố Quy Nhơn, tỉnh Bình Định",
    ),
    (
        "old-hoa",
        "HUYỆN KHÁNH VĨNH",
        "Khánh Vĩnh",
        "huyện Khánh Vĩnh, tỉnh Khánh Hoà",
        "huyện Khánh Vĩnh, tỉnh Khánh Hòa",
    ),
    ("old-tone", "HUYỆN ĐÀ BẮC", "Đà Bắc", "huyện Đà Bắc, tỉnh Hoà Bình", "huyện Đà Bắc, tỉnh Hòa Bình"),
    ("old-i", "HUYỆN LÍ NHÂN", "Lí Nhân", "huyện Lí Nhân, tỉnh Hà Nam", "huyện Lý Nhân, tỉnh Hà Nam"),
    ("old-hue", "HUYỆN A LƯỚI", "A Lưới", "huyện A Lưới, tỉnh Thừa Thiên Huế", "huyện A Lưới, thành phố Huế"),
    ("old-hcm", "HUYỆN CẦN GIỜ", "Cần Giờ", "huyện Cần Giờ, TP.HCM", "huyện Cần Giờ, thành phố Hồ Chí Minh"),
    ("old-apostrophe", "HUYỆN M’DRẮK", "M’Drắk", "huyện M’Drắk, tỉnh Đắk Lắk", "huyện M'Đrắk, tỉnh Đắk Lắk"),
    ("old-chu-se", "HUYỆN CHƯ SÊ", "Chư Sê", "huyện Chư Sê, tỉnh Gia lai", "huyện Chư Sê, tỉnh Gia Lai"),
    (
        "old-district",
        "HUYỆN THÔNG NÔNG",
        "Thông Nông",
        "huyện Thông Nông, tỉnh Cao Bằng",
        "huyện Thông Nông, tỉnh Cao Bằng",
    ),
    (
        "commune-of-an-old-district",
        "XÃ CẦN YÊN",
        "Cần Yên",
        "xã Cần Yên, huyện Thông Nông, tỉnh Cao Bằng",
        "xã Cần Yên, huyện Hà Quảng, tỉnh Cao Bằng",
    ),
    # ranks in short, ranks that have changed
    ("short-city", "TP. LAI CHÂU", "Lai Châu", "thành phố Lai Châu", "thành phố Lai Châu, tỉnh Lai Châu"),
    ("short-town", "TX. SA PA", "Sa Pa", "thị xã Sa Pa, tỉnh Lào Cai", "thị xã Sa Pa, tỉnh Lào Cai"),
    (
        "district-that-was-raised",
        "HUYỆN THUẬN THÀNH",
        "Thuận Thành",
        "huyện Thuận Thành, tỉnh Bắc Ninh",
        "thị xã Thuận Thành, tỉnh Bắc Ninh",
    ),
    (
        "town-in-a-district",
        "THỊ TRẤN TAM ĐƯỜNG",
        "Tam Đường",
        "thị trấn Tam Đường, huyện Tam Đường, tỉnh Lai Châu",
        "thị trấn Tam Đường, huyện Tam Đường, tỉnh Lai Châu",
    ),
    (
        "numbered-ward",
        "PHƯỜNG 03",
        "Cà Mau",
        "phường 3, thành phố Bạc Liêu, tỉnh Bạc Liêu",
        "phường 3, thành phố Bạc Liêu, tỉnh Bạc Liêu",
    ),
    # namesakes
    (
        "tan-lap-1",
        "XÃ TÂN LẬP",
        "Tân Lập",
        "xã Tân Lập, huyện Bắc Quang, tỉnh Hà Giang",
        "xã Tân Lập, huyện Bắc Quang, tỉnh Hà Giang",
    ),
    (
        "tan-lap-2",
        "XÃ TÂN LẬP",
        "Tân Lập",
        "xã Tân Lập, huyện Mộc Hóa",
        "xã Tân Lập, huyện Mộc Hóa, tỉnh Long An",
    ),
    (
        "chau-thanh",
        "HUYỆN CHÂU THÀNH",
        "Châu Thành",
        "huyện Châu Thành, tỉnh Trà Vinh",
        "huyện Châu Thành, tỉnh Trà Vinh",
    ),
    ("phu-tan", "HUYỆN PHÚ TÂN", "Phú Tân", "huyện Phú Tân, tỉnh An Giang", "huyện Phú Tân, tỉnh An Giang"),
    ("ky-son", "HUYỆN KỲ SƠN", "Kỳ Sơn", "huyện Kỳ Sơn, tỉnh Nghệ An", "huyện Kỳ Sơn, tỉnh Nghệ An"),
    (
        "marks-tell",
        "XÃ HOẰNG THÀNH",
        "Hoằng Thành",
        "xã Hoằng Thành, huyện Hoằng Hóa, tỉnh Thanh Hóa",
        "xã Hoằng Thành, huyện Hoằng Hóa, tỉnh Thanh Hóa",
    ),
)
AFTER: Final = (
    ("province-after", "TỈNH QUẢNG NGÃI", "Quảng Ngãi", "tỉnh", "tỉnh Quảng Ngãi"),
    (
        "commune-after",
        "XÃ KON BRAIH",
        "Kon Braih",
        "xã Kon Braih, tỉnh Quảng Ngãi",
        "xã Kon Braih, tỉnh Quảng Ngãi",
    ),
    (
        "ward-after",
        "PHƯỜNG TÂN PHONG",
        "Tân Phong",
        "phường Tân Phong, tỉnh Lai Châu",
        "phường Tân Phong, tỉnh Lai Châu",
    ),
    ("bare-after", "XA BINH LU", "Binh Lu", "xa Binh Lu, tinh Lai Chau", "xã Bình Lư, tỉnh Lai Châu"),
    ("glued-after", "XÃ ĐĂKRVE", "ĐăkRve", "xã ĐăkRve, tỉnh QuảngNgãi", "xã Đăk Rve, tỉnh Quảng Ngãi"),
    (
        "ocr-after",
        "XÃ MƯỜNC KHƯƠNG",
        "Mường Khương",
        "xã Mườnc Khương, tỉnh Lào Cai",
        "xã Mường Khương, tỉnh Lào Cai",
    ),
    (
        "special-zone",
        "ĐẶC KHU PHÚ QUỐC",
        "Phú Quốc",
        "đặc khu Phú Quốc, tỉnh An Giang",
        "đặc khu Phú Quốc, tỉnh An Giang",
    ),
    (
        "old-province-still-said",
        "XÃ KON BRAIH",
        "Kon Braih",
        "xã Kon Braih, tỉnh Kon Tum",
        "xã Kon Braih, tỉnh Quảng Ngãi",
    ),
)
HEADS: Final = tuple(
    _head(id, body, place, on, area, unit)
    for rows, on in ((BEFORE, "12/10/2023"), (AFTER, "12/01/2026"))
    for id, body, place, area, unit in rows
)
