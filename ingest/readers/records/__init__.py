"""Readers of records (bibliographies, calendars, address books and chats), with a block for each entry."""
