"""How far an aid item or an activity is."""

from ingest.words import Words

STATUS = Words({
    "suspended": "tạm dừng|tạm ngừng|suspended",
    "cancelled": "hủy|huỷ|đã hủy|chấm dứt|dừng|thu hồi|từ chối|không phê duyệt|canceled|rejected",
    "completed": "hoàn thành|đã hoàn thành|kết thúc|đã kết thúc|nghiệm thu|closed|finished",
    "pipeline": "đề xuất|chuẩn bị|chờ phê duyệt|chờ duyệt|thẩm định|dự kiến|đang trình|planned|proposed|pending|approved|đã phê duyệt",
    "ongoing": "đang thực hiện|đang triển khai|thực hiện|triển khai|active|implementation|in progress",
})  # fmt: skip
