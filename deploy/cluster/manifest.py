"""What deploy/rendered says that is to run, as it is applied."""
import dataclasses
import re

import yaml


@dataclasses.dataclass(frozen=True)
class Mount:
    """A volume at a path: an object of the kind "configMap" or "secret" with this name, or an "emptyDir"."""
    path: str
    kind: str
    name: str


@dataclasses.dataclass(frozen=True)
class Workload:
    """A container that runs, as a Deployment or a Job describes it."""
    name: str
    program: str
    args: list
    env: list
    mounts: list
    replicas: int
    readiness: dict
    startup_s: int
    termination_s: int
    ports: dict


class Manifest:
    def __init__(self, path):
        self._objects = [found for found in yaml.safe_load_all(path.read_text(encoding="utf-8")) if found]

    def of_kind(self, kind):
        return [found for found in self._objects if found["kind"] == kind]

    def config_map(self, name):
        """Its files and their texts; None when no overlay makes it."""
        return next((found["data"] for found in self.of_kind("ConfigMap") if found["metadata"]["name"] == name), None)

    def deployments(self):
        least = {found["spec"]["scaleTargetRef"]["name"]: found["spec"]["minReplicas"]
                 for found in self.of_kind("HorizontalPodAutoscaler")}
        return [_workload(found, least.get(found["metadata"]["name"], 1)) for found in self.of_kind("Deployment")]

    def migration(self):
        return _workload(self.of_kind("Job")[0], 1)

    def setting(self, pattern):
        """What the pattern's group finds in the configurations and in the arguments."""
        texts = [text for found in self.of_kind("ConfigMap") for text in found["data"].values()]
        texts += [arg for deployment in self.deployments() for arg in deployment.args]
        return next(found[1] for found in (re.search(pattern, text) for text in texts) if found)


def _workload(found, least_replicas):
    spec = found["spec"]["template"]["spec"]
    [container] = spec["containers"]
    volumes = {volume["name"]: volume for volume in spec.get("volumes", [])}
    startup = container.get("startupProbe", {})
    return Workload(
        name=found["metadata"]["name"],
        program=re.search(r"([^/]+):[^:/]+$", container["image"])[1],
        args=container.get("args", []),
        env=container.get("env", []),
        mounts=[_mount(mount, volumes[mount["name"]]) for mount in container.get("volumeMounts", [])],
        replicas=found["spec"].get("replicas", least_replicas),
        readiness=container.get("readinessProbe", {}),
        startup_s=startup.get("failureThreshold", 3) * startup.get("periodSeconds", 10),
        termination_s=spec.get("terminationGracePeriodSeconds", 30),
        ports={port["name"]: port["containerPort"] for port in container.get("ports", [])},
    )


def _mount(mount, volume):
    if "configMap" in volume:
        return Mount(mount["mountPath"], "configMap", volume["configMap"]["name"])
    if "secret" in volume:
        return Mount(mount["mountPath"], "secret", volume["secret"]["secretName"])
    return Mount(mount["mountPath"], "emptyDir", volume["name"])
