package io.sealstream.devstack.vault;

import io.sealstream.devstack.vault.request.Operation;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.devstack.vault.request.Reply;
import io.sealstream.devstack.vault.request.Request;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Decides whether a request is accepted, and which handler answers it. */
final class Dispatcher {
    private final SealPaths seal;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    Dispatcher(SealPaths seal) {
        this.seal = seal;
    }

    /** Answers a request whose path is still whole. */
    Reply answer(Request request) {
        return seal.answer(request).orElseGet(() -> answerUnsealed(request));
    }

    private Reply answerUnsealed(Request request) {
        Mounts mounts = seal.mounts().orElseThrow(() -> new Refusal(503, "Vault is sealed"));
        Mount mount = mounts.find(request.path()).orElse(null);
        String below =
                mount == null
                        ? ""
                        : request.path()
                                .substring(
                                        Math.min(mount.path().length(), request.path().length()));
        if (mount == null || !mount.engine().open(below)) {
            requireAllowed(mounts, request);
        }
        if (request.path().equals("sys/seal") && request.operation() == Operation.UPDATE) {
            return seal.seal();
        }
        if (mount == null) {
            throw new Refusal(
                    404, "no handler for route \"" + request.path() + "\". route entry not found.");
        }
        return locked(mount, request.at(below));
    }

    private Reply locked(Mount mount, Request request) {
        Lock held = mount.engine().changesState(request) ? lock.writeLock() : lock.readLock();
        held.lock();
        try {
            return mount.engine().handle(request);
        } finally {
            held.unlock();
        }
    }

    private static void requireAllowed(Mounts mounts, Request request) {
        List<String> policies =
                mounts.tokens()
                        .policiesOf(request.token())
                        .orElseThrow(() -> new Refusal(403, "permission denied"));
        // Vault asks for "sudo" there, which no policy here can grant.
        boolean rootOnly =
                request.path().equals("sys/seal") || request.path().startsWith("sys/auth/");
        boolean allowed =
                rootOnly
                        ? policies.contains("root")
                        : mounts.policies()
                                .allow(policies, request.path(), request.operation().capability());
        if (!allowed) {
            throw Refusal.denied();
        }
    }
}
