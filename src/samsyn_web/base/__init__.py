"""What every app stands on: models, clock, audit, scope, registry, jobs, CSP."""
