"""Callbacks: what happens while a model trains."""
from __future__ import annotations

from .averages import SwapEMAWeights as SwapEMAWeights
from .backup import BackupAndRestore as BackupAndRestore
from .callback import Callback as Callback
from .callback_list import CallbackList as CallbackList
from .checkpoint import ModelCheckpoint as ModelCheckpoint
from .checkpoint import OrbaxCheckpoint as OrbaxCheckpoint
from .csv import CSVLogger as CSVLogger
from .early_stopping import EarlyStopping as EarlyStopping
from .functions import LambdaCallback as LambdaCallback
from .guards import TerminateOnNaN as TerminateOnNaN
from .history import History as History
from .monitor import MonitorCallback as MonitorCallback
from .progress import ProgbarLogger as ProgbarLogger
from .remote import RemoteMonitor as RemoteMonitor
from .schedules import LearningRateScheduler as LearningRateScheduler
from .schedules import ReduceLROnPlateau as ReduceLROnPlateau
from .tensorboard import TensorBoard as TensorBoard
