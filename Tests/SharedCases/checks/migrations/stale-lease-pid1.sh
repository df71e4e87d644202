# engines: sqlite
printed seedbed migrate up
ends 0
sql "insert into seedbed_lease (id,purpose,host,process,since,renewed) values(1,'x','$(hostname)',1,'2020-01-01T00:00:00.000000Z','2020-01-01T00:00:00.000000Z')"
printed seedbed migrate up
ends 0
says "nothing to do"
