"""Will hold the plan, actions, milestones and who is responsible."""
