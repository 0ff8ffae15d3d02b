from unittest.mock import ANY, Mock, call


class Service:
    def __init__(self, sender):
        self.sender = sender

    def notify(self, user):
        self.sender.send(user, "hi " + user)


sender = Mock()
Service(sender).notify("bob")
sender.send.assert_called_once_with("bob", ANY)
assert sender.send.call_args_list == [call("bob", "hi bob")]
assert sender.mock_calls == [call.send(ANY, "hi bob")]
