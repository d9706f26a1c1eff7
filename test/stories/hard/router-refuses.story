# A router's own port is closed; it repeats the acknowledgment field of the SYN as sequence number and starts from 255.
client 10.0.0.2:50123 ttl 64
server 192.168.1.1:23 ttl 255
+0      C > S  SYN
+2ms    S > C  RST-ACK no-df                @reset
expect @reset origin server cause port-closed effect closed
