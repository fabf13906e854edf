"""The pages of what meetings have decided, of the plan and its actions, and of the steering group."""
