"""The plan and its actions, decisions of meetings, questions to the steering group."""
