"""The course of a training: clipped steps, linear decay, checkpoints that a stopped run resumes from."""

from __future__ import annotations

import logging
import time
from pathlib import Path

import torch
from torch import Tensor, nn

log = logging.getLogger("training")


def adamw(
    encoder: list[nn.Parameter], heads: list[nn.Parameter], rates: tuple[float, float]
) -> torch.optim.Optimizer:
    """AdamW with a rate for the encoder and one for what stands on it."""
    groups = [{"params": encoder, "lr": rates[0]}, {"params": heads, "lr": rates[1]}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


class Course:
    """Takes a network through a number of steps.

    warmup      share of the steps over which the rates rise, before they fall to nothing
    checkpoint  the file that the course is written to every so many minutes
    done        how many steps a resumed course has behind it
    """

    def __init__(
        self,
        net: nn.Module,
        optimizer: torch.optim.Optimizer,
        total: int,
        warmup: float,
        checkpoint: Path,
        every_minutes: float,
    ) -> None:
        self.net, self.optimizer, self.total, self.checkpoint = net, optimizer, total, checkpoint
        warm = max(1, int(warmup * total))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda s: min((s + 1) / warm, (total - s) / (total - warm))
        )
        self.done = 0
        self.pieces = 0
        self._pause = every_minutes * 60
        self._began = self._saved = time.monotonic()

    def resume(self) -> None:
        """Goes on from the checkpoint, if there is one."""
        if not self.checkpoint.exists():
            return
        state = torch.load(self.checkpoint, weights_only=True)
        self.net.load_state_dict(state["net"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        self.done = state["step"]
        log.info("resumed at step %d of %d", self.done, self.total)

    def learn(self, loss: Tensor, pieces: int) -> None:
        """One step down the gradient of a loss over so many word pieces."""
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.schedule.step()
        self.pieces += pieces

    @property
    def pace(self) -> float:
        """Word pieces a second since the course began."""
        return self.pieces / (time.monotonic() - self._began)

    def save(self, step: int) -> None:
        """Writes the checkpoint; a stopped write leaves the one before."""
        parts = {"net": self.net, "optimizer": self.optimizer, "schedule": self.schedule}
        unfinished = self.checkpoint.with_suffix(".part")
        torch.save({name: part.state_dict() for name, part in parts.items()} | {"step": step}, unfinished)
        unfinished.replace(self.checkpoint)

    def save_when_due(self, step: int) -> None:
        """Writes the checkpoint when the last is old enough."""
        if time.monotonic() - self._saved > self._pause:
            self.save(step)
            self._saved = time.monotonic()

    def start_clock(self) -> None:
        """Pace and checkpoints count from now."""
        self._began = self._saved = time.monotonic()
