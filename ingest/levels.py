"""The level of an organisation or of a signature."""

from ingest.words import Words

LEVEL = Words({
    "central": "trung ương|cấp trung ương|quốc gia|cấp quốc gia|TW|nhà nước|national|state",
    "provincial": "cấp tỉnh|tỉnh|thành phố|cấp thành phố|tỉnh/thành phố|địa phương cấp tỉnh|province|city",
    "local": "cấp huyện|huyện|quận|xã|phường|cơ sở|cấp xã|district|commune|ward",
})  # fmt: skip
