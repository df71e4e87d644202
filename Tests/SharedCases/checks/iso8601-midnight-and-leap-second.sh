# engines: sqlite postgres
seedbed migrate up --test --quiet
seedbed backfill run
printed seedbed backfill rejects list moments
says "'2025-06-01T24:00:00Z' has the hour 24"; says "'2016-12-31T23:59:60Z' has the second 60"
says "'2025-02-30T10:00:00Z' names a day that is in no calendar"
says "'2025-06-01T09:30:00.1234567891Z' has more than nine digits of fraction"
