module example.test/assay

go 1.18
