raise SystemExit('why')
