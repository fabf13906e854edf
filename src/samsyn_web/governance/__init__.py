"""The legal kit; will hold the duties under 2023:196, agreements, council, decisions and handover."""
