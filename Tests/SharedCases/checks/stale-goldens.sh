# engines: sqlite
for ci in true 1 True yes; do
  printed env CI=$ci seedbed verify run
  ends 1
  says 'operational 100.0% (1/1)'
  says '1 file no golden file names'
  says 'bodies/nobody.json'
  says 'bodies/gone.json.new'
  printed env CI=$ci seedbed verify pending
  ends 1
  says 'bodies/a.json'
  printed env CI=$ci seedbed verify record
  ends 64
done
for ci in '' 0 false FALSE; do
  printed env CI=$ci seedbed verify run
  ends 0
  says 'bodies/nobody.json'
  printed env CI=$ci seedbed verify pending
  ends 0
done
