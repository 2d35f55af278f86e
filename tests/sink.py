"""Mail servers that take what they are sent and keep it: one in a thread, for tests, and one in a process of its own.

python -m tests.sink FILE writes each mail into the file, a line of JSON, before it says that it has it; the first line
it says itself is its port.
"""

import asyncio
import json
import socket
import sys

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Server:
    """Keeps what comes over the wire; `says` answers otherwise, by address. It has a thread of its own: no database."""

    def __init__(self) -> None:
        self.mails, self.says, self.asked = [], {}, []
        self.before = lambda address: None

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.asked.append(address)
        self.before(address)
        if address in self.says:
            return self.says[address]
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(envelope)
        return "250 taken"

    @property
    def reached(self):
        return [address for envelope in self.mails for address in envelope.rcpt_tos]


class Local(Controller):
    def factory(self):
        return SMTP(self.handler, hostname="sink", enable_SMTPUTF8=True)


@pytest.fixture
def server(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    handler = Server()
    controller = Local(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield handler
    controller.stop()


class Book:
    def __init__(self, path) -> None:
        self.file = open(path, "a", encoding="utf-8")  # noqa: SIM115  # open as long as the server

    async def handle_DATA(self, server, session, envelope):
        line = {"to": envelope.rcpt_tos, "raw": envelope.content.decode("utf-8", "replace")}
        self.file.write(json.dumps(line) + "\n")
        self.file.flush()
        return "250 taken"


async def serve(path):
    book = Book(path)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(book, hostname="sink", enable_SMTPUTF8=True), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))
