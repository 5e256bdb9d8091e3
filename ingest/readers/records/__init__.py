"""Readers of records: bibliographies, calendars, address books and chats, an entry a block."""
