"""Validation: the linear rules in one thread, and whole verdicts over a stream."""
import json

import rivals
from pairs import NotMeasured, Sample, take_turns
from programs import run_json, serving

STREAMS = {
    "ours": ("bin/nianbao-validation", "/nianbao.validation.v1.ValidationService/ValidateReports"),
    "echo": ("bench/echo_server", "/nianbao.bench.EchoService/Echo"),
}


def time_sample(measured):
    wall, cpu = measured["wall_ns"] / 1000, measured["cpu_ns"] / 1000
    return Sample(figure=cpu, wall_us=wall, cpu_us=cpu)


def linear_rules(options):
    """Samples by rival, and notes."""
    program = options.build / "bench/validate_cpu"
    notes = {}
    verdicts = []

    def ours():
        measured = run_json([program, "--seconds", options.seconds])
        verdicts.append(measured["verdict"]["cpu_ns"] / 1000)
        notes["note"] = f"a whole verdict takes {min(verdicts):.0f} to {max(verdicts):.0f} µs of processor time"
        return time_sample(measured["linear"])

    def rival(engine):
        def take():
            folder = rivals.install(options.build / "bench/rivals", options.install_rivals)
            subject = folder / "linear_rules"
            if not (subject / "fresh").exists():
                raise NotMeasured("the rivals have nothing to work on: " + str(subject))
            return time_sample(run_json(["node", "linear_rules.mjs", engine, subject, options.seconds], cwd=folder))

        return take

    write_input(program, options.build / "bench/rivals/linear_rules", notes)
    return take_turns({"ours": ours, "protovalidate": rival("protovalidate"), "cel": rival("cel")}, options.pairs), notes


def write_input(program, folder, notes):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "fresh").unlink(missing_ok=True)
    try:
        run_json([program, "--rival-input", folder])
    except NotMeasured:
        return
    (folder / "fresh").touch()
    notes["instances"] = len(json.loads((folder / "input.json").read_text(encoding="utf-8"))["rules"])


def stream(options):
    """Samples by rival, and notes."""
    notes = {}

    def taker(name):
        path, method = STREAMS[name]

        def take():
            with serving([options.build / path, "--listen", "127.0.0.1:0"]) as server:
                before = server.cpu_us()
                load = run_json(
                    [options.build / "bench/validate_rpc", "--server", server.address, "--method", method]
                    + ["--seconds", options.seconds]
                )
                cpu = server.cpu_us() - before
            notes[name] = f"{load['request_bytes']} bytes in, {load['answer_bytes']} out"
            notes["note"] = "; ".join(f"{key}: {notes[key]}" for key in STREAMS if key in notes)
            return Sample(
                figure=load["answers"] / load["seconds"],
                wall_us=1e6 * load["seconds"] / load["answers"],
                cpu_us=cpu / load["answers_in_all"],
            )

        return take

    return take_turns({name: taker(name) for name in STREAMS}, options.pairs), notes


MEASUREMENTS = {"linear_rules": linear_rules, "stream": stream}
