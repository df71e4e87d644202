# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed seed load numbers
ends 2
says "seeds/numbers.yaml:5:12: 'n': '1e3' is not written as a whole number"
says "seeds/numbers.yaml:6:12: 'n': '007' is not written as a whole number"
says "seeds/numbers.yaml:7:12: 'n': '1.0' is not written as a whole number"
equal "$(sql 'select count(*) from numbers')" 0
