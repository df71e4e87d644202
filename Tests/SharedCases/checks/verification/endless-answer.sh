# engines: sqlite
printed timeout 60 seedbed verify run
ends 1
says 'no whole answer within 3000 ms'
printed timeout 60 seedbed verify record
ends 1
says 'no whole answer within 3000 ms'
# A stream is also given up at its size.
sed -i 's/timeout: 3s/max_size: 50B/' golden/odd.yaml
printed timeout 60 seedbed verify run
ends 1
says 'the answer is larger than 50 bytes'
