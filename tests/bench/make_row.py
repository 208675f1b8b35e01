"""From samples to a row of the report."""
from pairs import NotMeasured, median, ratios


def make_row(spec, ours, rival, notes):
    """ours, rival: lists of samples, or NotMeasured. notes: what fills the {…} of spec["work"]."""
    row = {
        "id": spec["id"],
        "work": spec["work"].format_map(Unknown(notes)),
        "unit": spec["unit"],
        "rival_name": spec["rival_name"],
        "target": spec["target"],
        "ours": None,
        "rival": None,
        "ratio": None,
        "met": False,
        "reason": None,
    }
    for name, samples in (("ours", ours), ("rival", rival)):
        if isinstance(samples, NotMeasured):
            row["reason"] = str(samples)
            continue
        row[name] = median([sample.figure for sample in samples])
        for time in ("wall_us", "cpu_us"):
            times = [getattr(sample, time) for sample in samples]
            if None not in times:
                row[f"{name}_{time}"] = median(times)
    if row["reason"] is None:
        row["pairs"] = ratios(ours, rival, spec["better"])
        row["ratio"] = median(row["pairs"])
        row["met"] = row["ratio"] >= spec["target"]
        if not row["met"]:
            row["reason"] = spec["limits"]
    return row


class Unknown(dict):
    def __missing__(self, key):
        return "?"
