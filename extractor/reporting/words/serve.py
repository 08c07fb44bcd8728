"""Texts of `serve`; the pages have their own (`extractor.web.words`)."""

from typing import Final

TEXTS: Final = {
    "help.serve": (
        "Mở bàn làm việc trên trình duyệt của máy này: xem kế hoạch, phát hiện, rà soát.",
        "Open the workbench in a browser on this machine: plans, findings, review.",
    ),
    "help.host": (
        "Địa chỉ lắng nghe; ngoài máy này thì phải đặt mật khẩu trong EXTRACTOR_PASSWORD.",
        "The address to listen on; beyond this machine a password is needed in EXTRACTOR_PASSWORD.",
    ),
    "help.port": ("Cổng lắng nghe.", "The port to listen on."),
    "help.open": ("Mở trình duyệt.", "Open the browser."),
    "help.read_only": ("Chỉ xem, không ghi gì.", "Look only, write nothing."),
    "serve.ready": (
        "Bàn làm việc đang chạy tại {where} (Ctrl-C để dừng).",
        "The workbench runs at {where} (Ctrl-C to stop).",
    ),
    "serve.no_extra": (
        "Chưa cài phần bàn làm việc (thiếu {module}); hãy cài: pip install 'plan-extractor[web]'.",
        "The workbench is not installed ({module} is missing); install it: pip install 'plan-extractor[web]'.",
    ),
    "serve.no_password": (
        "{host}: máy khác có thể vào được; hãy đặt mật khẩu trong biến {variable} rồi chạy lại.",
        "{host}: other machines can reach it; set a password in {variable} and run again.",
    ),
}
