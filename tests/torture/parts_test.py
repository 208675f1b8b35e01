#!/usr/bin/python3
"""The parts of torture and soak that need no cluster."""
import asyncio
import pathlib
import random
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/soak"))

from latency import Latency, percentile  # noqa: E402
from slope import slope_of  # noqa: E402
from table import Table  # noqa: E402
from way import Way  # noqa: E402


class WayBetweenTwo(unittest.IsolatedAsyncioTestCase):
    """Whoever is called repeats what he hears."""
    CALLEE, PLACE = "127.0.0.1", "127.0.0.2"

    async def asyncSetUp(self):
        async def repeat(reader, writer):
            try:
                while data := await reader.read(100):
                    writer.write(data)
            except OSError:
                pass
            writer.close()

        server = await asyncio.start_server(repeat, self.CALLEE, 0)
        self.addCleanup(server.close)
        port = server.sockets[0].getsockname()[1]
        self.way = Way("127.0.0.3", self.CALLEE, self.PLACE, port)
        self.addCleanup(self.way.stop)
        self.reader, self.writer = await asyncio.open_connection(self.PLACE, port)
        self.addCleanup(self.writer.transport.abort)
        await self.say(b"first")
        self.assertEqual(await self.reader.readexactly(5), b"first")

    async def say(self, data):
        self.writer.write(data)
        await self.writer.drain()

    async def test_what_was_sent_over_a_cut_way_comes_when_it_is_mended(self):
        self.way.cut()
        await self.say(b"later")
        with self.assertRaises(asyncio.TimeoutError):
            await asyncio.wait_for(self.reader.readexactly(5), 0.1)
        self.way.mend(forget=False)
        self.assertEqual(await self.reader.readexactly(5), b"later")

    async def test_a_forgotten_connection_stays_dead_while_a_new_one_is_carried(self):
        self.way.cut()
        self.way.mend(forget=True)
        await self.say(b"gone")
        reader, writer = await asyncio.open_connection(self.PLACE, self.writer.get_extra_info("peername")[1])
        writer.write(b"fresh")
        self.assertEqual(await reader.readexactly(5), b"fresh")
        writer.transport.abort()
        with self.assertRaises(asyncio.TimeoutError):
            await asyncio.wait_for(self.reader.read(1), 0.1)

    async def test_who_ends_his_connection_ends_that_of_the_other(self):
        self.writer.transport.abort()
        reader, writer = await asyncio.open_connection(self.PLACE, self.writer.get_extra_info("peername")[1])
        writer.write_eof()
        self.assertEqual(await reader.read(1), b"")


class Slopes(unittest.TestCase):
    def test_of_a_line_is_its_own_without_doubt(self):
        found = slope_of([(x, 3 * x + 1) for x in range(10)])
        self.assertAlmostEqual(found.value, 3)
        self.assertAlmostEqual(found.margin, 0, places=6)

    def test_lies_within_the_margin_nineteen_times_of_twenty(self):
        seeded = random.Random(7)
        hits = 0
        for _ in range(400):
            found = slope_of([(x, 2 * x + seeded.gauss(0, 5)) for x in range(40)])
            hits += abs(found.value - 2) <= found.margin
        self.assertGreaterEqual(hits, 370)

    def test_is_less_sure_when_measurements_hang_together(self):
        seeded = random.Random(7)
        level, alike, apart = 0, [], []
        for x in range(200):
            noise = seeded.gauss(0, 1)
            level = 0.9 * level + noise
            alike.append((x, level))
            apart.append((x, noise))
        self.assertGreater(slope_of(alike).margin, 3 * slope_of(apart).margin)

    def test_says_nothing_of_two_points(self):
        self.assertEqual(slope_of([(0, 1), (1, 2)]).margin, float("inf"))


class Latencies(unittest.TestCase):
    def test_p99_is_the_smallest_that_99_of_100_do_not_exceed(self):
        self.assertEqual(percentile(range(1, 101), 99), 99)
        self.assertEqual(percentile([5], 99), 5)
        self.assertEqual(percentile([], 99), 0)

    def test_drift_compares_the_first_fifth_with_the_last(self):
        latency = Latency()
        for at_s in range(10, 101, 10):
            latency.add(at_s, {"GetAggregate": [at_s]})
        [drift] = latency.drifts(100)
        self.assertEqual((drift.calls, drift.first_ms, drift.last_ms), (10, 20, 100))


class Tables(unittest.TestCase):
    def test_changes_are_counted_by_what_was_going_on(self):
        table = Table()
        table.add("kill -9 gateway", 2, 1.0)
        table.add("kill -9 gateway", 1, 3.0)
        lines = list(table.lines({"kill -9 gateway": {"acknowledged": 40, "lost": 1, "doubled": 0},
                                  "nothing": {"acknowledged": 7, "lost": 0, "doubled": 2}}))
        self.assertEqual(lines[1].split(), "kill -9 gateway 2 3 40 1 0 2.0 s 3.0 s".split())
        self.assertEqual(lines[2].split(), "between them 7 0 2".split())
        self.assertEqual((table.times(), table.kills()), (2, 3))


if __name__ == "__main__":
    unittest.main()
