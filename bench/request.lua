-- Gives the requests of wrk a method and a body.
wrk.method = os.getenv('METHOD')
wrk.body = os.getenv('BODY')
