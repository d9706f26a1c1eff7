# macOS leaves the don't-fragment bit off when it refuses.
ipv4-only: rests on the DF bit
client 10.0.0.2:50123 ttl 64
server 192.168.1.7:8080 ttl 64
+0      C > S  SYN
+2ms    S > C  RST-ACK no-df                @reset
expect @reset origin server cause port-closed
