exports.weigh = () => 42;
