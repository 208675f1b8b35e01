"""The rival of the sums of a nation-year: PostgreSQL's GROUP BY ROLLUP over the reports that aggregate_cpu makes."""
import contextlib
import os
import time

import rivals
from pairs import NotMeasured, Sample
from postgres import postgres

CELLS = range(200)
KEYS = "province, prefecture, county"
# Room for the table (0.6 GB) and for sorting it in memory; sums over so many columns are slower when compiled.
SETTINGS = {"shared_buffers": "3GB", "work_mem": "2GB", "max_wal_size": "4GB", "jit": "off"}
SUMS = ", ".join(f"sum(c{cell}) AS c{cell}" for cell in CELLS)
ROLLUP = f"SELECT {KEYS}, {SUMS} FROM reports GROUP BY ROLLUP ({KEYS})"
# Counties first, on all cores: what somebody who knows PostgreSQL would write.
IN_TWO_STEPS = f"""WITH counties AS (SELECT {KEYS}, {SUMS} FROM reports GROUP BY {KEYS})
                   SELECT {KEYS}, {SUMS} FROM counties GROUP BY ROLLUP ({KEYS})"""


def table(reports):
    def figure(cell):
        large = " + CASE WHEN i % 24 = 23 THEN 1000000 ELSE 0 END" if cell == 7 else ""
        small = f"(i * 7919 + {cell} * 104729) % 1009"
        return f"CASE WHEN (i + {cell}) % 6 <> 0 THEN 0 ELSE {small}{large} END AS c{cell}"

    return f"""
        CREATE UNLOGGED TABLE reports AS
        SELECT (i * 2844 / {reports})::integer AS county, (i * 2844 / {reports} * 333 / 2844)::integer AS prefecture,
               (i * 2844 / {reports} * 333 / 2844 * 31 / 333)::integer AS province, {", ".join(map(figure, CELLS))}
        FROM (SELECT n * 7919 % {reports} AS i FROM generate_series(0::bigint, {reports} - 1) AS numbers (n)) AS numbers;
        VACUUM ANALYZE reports;"""


class Rollup:
    def __init__(self, server):
        self.server = server

    def nation(self):
        """The 200 sums, as text."""
        for row in self.server.psql(ROLLUP).splitlines():
            keys, figures = row.split("|")[:3], row.split("|")[3:]
            if not any(keys):
                return figures
        raise NotMeasured("the roll-up has no row of the nation")

    def sample(self, query=ROLLUP):
        """In milliseconds of processor time."""
        cpu, begin = self.server.cpu_us(), time.monotonic()
        self.server.psql(query)
        wall_us, cpu_us = (time.monotonic() - begin) * 1e6, self.server.cpu_us() - cpu
        return Sample(figure=cpu_us / 1000, wall_us=wall_us, cpu_us=cpu_us)


@contextlib.contextmanager
def rollup(options, reports):
    rivals.install_package("postgresql-15", options.install_rivals)
    with postgres(options.build, max_parallel_workers_per_gather=os.cpu_count(), **SETTINGS) as server:
        server.psql(table(reports))
        yield Rollup(server)
