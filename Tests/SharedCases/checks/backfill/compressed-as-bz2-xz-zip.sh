# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; ends 2; says "the file is compressed by bzip2"; says "Decompress it"
