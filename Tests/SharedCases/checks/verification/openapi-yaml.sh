# engines: sqlite
printed seedbed verify import openapi api.yaml --name drafted
ends 0
says '1 drafted in golden/drafted.yaml, 1 '
rm golden/drafted.yaml
# The document in the golden folder is not read as a golden file: only the service is missing.
printed seedbed verify run
silent 'unknown key'
silent 'merge key'
says 'http://127.0.0.1:1'
