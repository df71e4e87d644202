window.YTD.a.part0 = [ {"a":1}, {"b":[2]} ];
