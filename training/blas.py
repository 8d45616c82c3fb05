"""Matrix products by numpy's BLAS: in training three times as fast as the one that thinc brings."""

from __future__ import annotations

from typing import Any

import numpy as np
from thinc.api import NumpyOps


class BlasOps(NumpyOps):  # type: ignore[misc]
    """thinc's CPU operations with numpy's matrix product."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """x @ y, either transposed on wish."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)
