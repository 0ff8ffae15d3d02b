const x = ;
class { }
let let = 1;
