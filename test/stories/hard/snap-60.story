# Sixty bytes of each packet: the headers are there, the names are not.
ipv4-only: forty bytes of IPv6 leave no room for TCP in sixty
link-bound: a tunnel's header would fill them
snap 60
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
device ttl 60
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO blocked.example        @hello
+4ms    M > C  RST                          @reset
+23ms   S > C  SERVERHELLO 1200
expect @reset origin middlebox cause forged-unknown|blocked-content trigger @hello effect closed
expect @reset accusing timing ttl-shift life-after-reset
