"""Makes the calls of a file by the protocol's official Python SDK, and prints what came of it."""

import asyncio
import json
import os
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client


async def main(program, calls):
    server = StdioServerParameters(command=program, args=["mcp"], env=dict(os.environ))
    told = []

    async def progress(done, total, message):
        told.append(message)

    async with stdio_client(server) as (reading, writing), ClientSession(reading, writing) as session:
        await session.initialize()
        tools = (await session.list_tools()).tools
        answers = []
        for call in calls:
            answer = await session.call_tool(call["name"], call["arguments"])
            answers.append(answer.model_dump(mode="json", by_alias=True)["structuredContent"])
        code = "import time; time.sleep(2.5)"
        await session.call_tool("run_code", {"language": "python", "code": code}, progress_callback=progress)
        resource = await session.read_resource("assay://outcomes/1")
        prompt = await session.get_prompt("write_run_fix", {"task": "add"})
        print(
            json.dumps(
                {
                    "tools": [tool.name for tool in tools],
                    "answers": answers,
                    "resource": resource.contents[0].text,
                    "prompt": prompt.messages[0].content.text,
                    "progress": len(told),
                }
            )
        )


asyncio.run(main(sys.argv[1], json.load(open(sys.argv[2]))))
