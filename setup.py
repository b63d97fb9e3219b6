"""What pip does beside pyproject.toml: where there is a C compiler it makes the compiled training steps, and the wheel is for this system only."""
import pathlib
import shutil
import subprocess
import sysconfig

from setuptools import setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py

NATIVE = pathlib.Path("hornpipe", "native")


class BuildWithSteps(build_py):
    def run(self):
        super().run()
        source = "python" / NATIVE
        if shell := shutil.which("sh"):         # Windows has none, and no compiled steps
            subprocess.run([shell, source / "build.sh", source if self.editable_mode else self.build_lib / NATIVE], check=True)


class WheelOfThisSystem(bdist_wheel):
    def get_tag(self):
        python, abi, platform = super().get_tag()
        built = pathlib.Path(self.bdist_dir, NATIVE, "native.so").exists()
        return python, abi, sysconfig.get_platform().replace("-", "_") if built else platform


setup(cmdclass={"build_py": BuildWithSteps, "bdist_wheel": WheelOfThisSystem})
