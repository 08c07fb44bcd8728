"""The forty patterns that the naive pipeline (naive.py) and the floor (floor.py) look for, one by one."""

import re

NUMBER = r"\d[\d.]*(?:,\d+)?"
DATE = r"\d{1,2}/\d{1,2}/\d{4}"

PATTERNS = {
    name: re.compile(pattern, re.MULTILINE)
    for name, pattern in {
        "decree": r"Nghị định\s+(?:số\s+)?\d+/\d{4}/NĐ-CP",
        "decision": r"Quyết định\s+(?:số\s+)?\d+(?:/\d{4})?/QĐ-[A-ZĐ]+",
        "resolution": r"Nghị quyết\s+(?:số\s+)?\d+(?:/\d{4})?/(?:NQ-)?[A-ZĐ]+(?:-[A-ZĐ]+)?",
        "circular": r"Thông tư\s+(?:số\s+)?\d+/\d{4}/TT-[A-ZĐ]+",
        "plan": r"Kế hoạch\s+(?:số\s+)?\d+/KH-[A-ZĐ]+",
        "letter": r"Công văn\s+(?:số\s+)?\d+/[A-ZĐ]+(?:-[A-ZĐ]+)?",
        "directive": r"Chỉ thị\s+(?:số\s+)?\d+(?:/\d{4})?/?CT-[A-ZĐ]+",
        "law": r"(?:Bộ luật|Luật)\s+[A-ZĐ]\w+(?:\s+\w+){0,4}",
        "basis": r"^(?:Căn cứ|Thực hiện)\s+.{10,400}?[;,.]$",
        "own-number": r"Số:\s*\d*\s*/[A-ZĐ]+-[A-ZĐ]+",
        "slash-date": DATE,
        "long-date": r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}",
        "month": r"tháng\s+\d{1,2}(?:\s+năm\s+|/)\d{4}",
        "year": r"năm\s+\d{4}",
        "period": r"\d{4}\s*[-–]\s*\d{4}",
        "deadline": rf"(?:trước ngày|chậm nhất|xong trước)\s+(?:ngày\s+)?{DATE}",
        "money": rf"{NUMBER}\s+(?:triệu |tỷ |nghìn )?đồng",
        "total-money": rf"[Tt]ổng (?:kinh phí|vốn|nguồn vốn)[^.;\n]{{0,80}}?{NUMBER}",
        "central-money": rf"(?:ngân sách trung ương|NSTW)[^.;\n]{{0,40}}?{NUMBER}",
        "local-money": rf"(?:ngân sách địa phương|NSĐP)[^.;\n]{{0,40}}?{NUMBER}",
        "mobilised-money": rf"huy động[^.;\n]{{0,60}}?{NUMBER}",
        "credit-money": rf"(?:tín dụng|vay vốn)[^.;\n]{{0,60}}?{NUMBER}",
        "component": r"(?:Tiểu dự án|Dự án)\s+\d+",
        "percent": rf"{NUMBER}\s*%",
        "percent-cut": rf"[Gg]iảm[^.;\n]{{0,80}}?{NUMBER}\s*%",
        "percent-rise": rf"[Tt]ăng[^.;\n]{{0,80}}?{NUMBER}\s*%",
        "percent-reach": rf"đạt[^.;\n]{{0,60}}?{NUMBER}\s*%",
        "from-to": rf"từ\s+{NUMBER}\s*%[^.;\n]{{0,40}}?{NUMBER}\s*%",
        "households": rf"{NUMBER}\s+hộ",
        "people": rf"{NUMBER}\s+(?:người|nhân khẩu|khẩu)",
        "workers": rf"{NUMBER}\s+lao động",
        "pupils": rf"{NUMBER}\s+(?:học sinh|trẻ em)",
        "houses": rf"{NUMBER}\s+(?:căn nhà|nhà)",
        "areas": rf"{NUMBER}\s*(?:ha|m2|m²|km)\b",
        "facilities": rf"{NUMBER}\s+(?:công trình|cơ sở|mô hình|trường|lớp)",
        "roman-heading": r"^[IVX]+\.\s+.+$",
        "arabic-heading": r"^\d+(?:\.\d+)*\.\s+.+$",
        "letter-heading": r"^[a-zđ]\)\s+.+$",
        "issuer": r"(?:ỦY|UỶ) BAN NHÂN DÂN\s+(?:XÃ|HUYỆN|TỈNH)?\s*[^\n]{0,40}",
        "signatory": r"(?:KT\. CHỦ TỊCH|PHÓ CHỦ TỊCH|CHỦ TỊCH)\s+[^\n]{0,60}",
    }.items()
}
