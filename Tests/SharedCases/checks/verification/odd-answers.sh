# engines: sqlite
printed seedbed verify record
ends 1
says 'GET /big  '
says 'GET /redirect  '
silent 'redirect  the answer is not JSON'
seedbed verify accept > /dev/null
printed seedbed verify run
for call in /sse3 /big /bom /gzip /bignum /html /latin1 /hal /string /null /redirect /multi /problem; do
  says "✓ GET $call "
done
for call in /slow /deep /dup /badutf8 /nan /cut /empty; do says "✗ GET $call "; done
says 'no answer within 2000 ms'
says 'the connection was closed before the answer was complete'
says 'expected type text/plain, found application/json'
